import type { BatchRow } from "./batch";
import { readMethod } from "./http";

/** A difference between what was reported and what the office knows. */
export interface Finding {
	code: string;
	item: string;
	reported: string;
	reported_source: string;
	known: string;
	known_source: string;
	explanation?: string | null;
	accepted?: 0 | 1;
}
export interface WaitingReport extends Pick<BatchRow, "excluded" | "needs_opinion"> {
	name: string;
	task: string;
	org_name: string;
	tier: string;
	batch: string;
	review_year: number;
	region_full_name: string;
	workflow_state: string;
	due_on: string | null;
	suggested_conclusion: string;
	suggested_reasons: string[];
	conclusion: string | null;
	first_opinion: string | null;
	flagged: 0 | 1;
	activities_count: number;
	satisfaction: number;
	income_total: number;
	expense_total: number;
	closing_balance: number;
	findings: Finding[];
}
export interface Waiting {
	batches: { name: string; batch_name: string }[];
	rows: WaitingReport[];
	has_more: boolean;
}

/** Reports that wait for me, with what the facts suggest; they are concluded by the batch of the approvals. */
export const getWaitingReports = (batch: string): Promise<Waiting> =>
	readMethod<Waiting>("cso_management.api.annual_review.waiting", batch ? { batch_name: batch } : {});
