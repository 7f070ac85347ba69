import type { Box, Inbox, InboxRow, Light } from "@/api/approvals";
import type { Doc } from "@/types/meta";
import { daysLeft, FILING } from "./filing";

/** What the inbox knows of its rows. No requests here. */

/** Most urgent first; what has no due date comes last. */
export const byDue = (rows: readonly InboxRow[]): InboxRow[] => [...rows].sort((a, b) => String(a.due_on ?? "9999").localeCompare(String(b.due_on ?? "9999")));

/** What waits beside the engine is counted always and shown in its own box only. */
export function withOthers(found: Inbox, others: readonly InboxRow[], box: Box, isWanted: (row: InboxRow) => boolean): Inbox {
	const known = new Set(found.rows.map((row) => row.name));
	const extra = others.filter((row) => !known.has(row.name));
	const late = extra.filter((row) => row.light === "red").length;
	const counts = { ...found.counts, todo: found.counts.todo + extra.length, todo_red: found.counts.todo_red + late };
	if (box !== "todo") return { ...found, counts };
	const kinds = extra.length ? { ...found.kinds, [FILING]: (found.kinds[FILING] ?? 0) + extra.length } : found.kinds;
	return { ...found, counts, kinds, rows: [...found.rows, ...extra.filter(isWanted)] };
}

function lightOf(due: unknown): Light | null {
	const left = daysLeft(due);
	if (left === null) return null;
	return left < 0 ? "red" : left <= 2 ? "yellow" : "green";
}

/** A document that no step of a route holds, as a row of the inbox. */
export function fromDoc(doc: Doc): InboxRow {
	return {
		task: null, case: null, doctype: FILING, name: String(doc.name), title: String(doc.org_name || doc.name), step: "", step_label: "", state: doc.workflow_state,
		status: "Open", round: 1, due_on: doc.due_on ?? null, light: lightOf(doc.due_on), is_pool: 0, claimed_by: null, urged: 0, on_behalf_of: null,
		submitter: "", submitter_name: String(doc.region_full_name ?? ""), opened_at: String(doc.applied_on ?? ""), done_at: null, flagged: 0,
	};
}

/** Chosen kinds as they stand in an address. */
export function toggleKind(chosen: readonly string[], kind: string): string | undefined {
	const left = chosen.includes(kind) ? chosen.filter((other) => other !== kind) : [...chosen, kind];
	return left.join(",") || undefined;
}
