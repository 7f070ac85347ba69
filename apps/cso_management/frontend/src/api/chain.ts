import { getCount } from "./documents";
import { readMethod } from "./http";

const APPROVALS = "cso_management.api.approvals";

export interface Damage {
	row: number;
	item: string;
	message?: string;
}

export interface Verified {
	ok: boolean;
	rows: number;
	first_broken: number | null;
	damage?: Damage[];
}

export interface BrokenCase {
	doctype: string;
	name: string;
	first_broken: number;
	item?: string;
}

export interface VerifiedBatch {
	checked: number;
	broken: BrokenCase[];
	next: string | null;
}

export const verifyCase = (doctype: string, name: string): Promise<Verified> => readMethod(`${APPROVALS}.verify`, { doctype, name });
export const verifyNext = (after: string): Promise<VerifiedBatch> => readMethod(`${APPROVALS}.verify_all`, { after, limit: 50 });
export const countCases = (): Promise<number> => getCount("CSO Approval Case");
export const checkerAddress = `/api/method/${APPROVALS}.checker`;
