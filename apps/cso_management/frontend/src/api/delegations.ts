import { boot } from "@/boot";
import type { Doc } from "@/types/meta";
import { getList, insertDoc } from "./documents";
import { callMethod, readMethod } from "./http";

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
	ended_at?: string | null;
}

const FIELDS = ["name", "from_user", "to_user", "from_date", "to_date", "region", "amount_cap", "reason", "disabled", "ended_at"];

/** Given by me and given to me, newest first; for an administrator everybody's. */
export async function getDelegations(everybody = false): Promise<Delegation[]> {
	const mine = everybody ? undefined : [["from_user", "=", boot.user], ["to_user", "=", boot.user]];
	return getList<Delegation>(DELEGATION, { fields: FIELDS, or_filters: mine, order_by: "from_date desc", limit_page_length: 200 });
}

export const createDelegation = (values: Record<string, unknown>): Promise<Doc> => insertDoc({ doctype: DELEGATION, from_user: boot.user, disabled: 0, ...values });

/** Ended early, never deleted: what was decided under it stays explained. */
export const endDelegation = (name: string): Promise<unknown> => callMethod("cso_management.api.delegations.end", { name });

export interface DecidedTask {
	name: string;
	reference_doctype: string;
	reference_name: string;
	title: string;
	step_label: string;
	status: string;
	opinion: string | null;
	done_at: string;
}

/** What the stand-in decided for the giver. */
export const getDecided = (name: string): Promise<DecidedTask[]> => readMethod("cso_management.api.delegations.decided", { name });

export const isActive = (row: Delegation, day: string): boolean => !row.disabled && row.from_date <= day && day <= row.to_date;
