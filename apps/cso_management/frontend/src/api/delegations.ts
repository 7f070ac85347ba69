import { boot } from "@/boot";
import type { Doc } from "@/types/meta";
import { getDoc, getList, insertDoc, saveDoc } from "./documents";

export const DELEGATION = "CSO Approval Delegation";

export interface Delegation extends Doc {
	from_user: string;
	to_user: string;
	from_date: string;
	to_date: string;
	region?: string;
	amount_cap?: number;
	reason?: string;
	disabled: 0 | 1;
}

const FIELDS = ["name", "from_user", "to_user", "from_date", "to_date", "region", "amount_cap", "reason", "disabled"];

/** Given by me and given to me, newest first. */
export async function getDelegations(): Promise<Delegation[]> {
	const mine = [["from_user", "=", boot.user], ["to_user", "=", boot.user]];
	return getList<Delegation>(DELEGATION, { fields: FIELDS, or_filters: mine, order_by: "from_date desc", limit_page_length: 100 });
}

export const createDelegation = (values: Record<string, unknown>): Promise<Doc> => insertDoc({ doctype: DELEGATION, from_user: boot.user, disabled: 0, ...values });

/** Ended early, never deleted: what was decided under it stays explained. */
export async function endDelegation(name: string): Promise<Doc> {
	const { doc } = await getDoc(DELEGATION, name);
	return saveDoc({ ...doc, disabled: 1 });
}

export const isActive = (row: Delegation, day: string): boolean => !row.disabled && row.from_date <= day && day <= row.to_date;
