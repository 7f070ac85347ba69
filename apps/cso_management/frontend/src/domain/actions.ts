import type { CaseAction } from "@/api/filing";
import type { Transition } from "@/api/workflow";

import { FILING } from "./filing";

/** How the steps of a workflow are named, ordered, coloured and what they ask for. */
export type ActionTheme = "blue" | "red" | "gray";

const ORDER = ["Submit", "Resubmit", "Agree", "Accept", "Acknowledge", "Propose", "Approve", "Record", "Issue Certificate", "Reverse", "Return for Correction", "Query", "Disagree", "Refuse", "Uphold", "Escalate", "Reconsider", "Lapse", "Withdraw"];
const NEGATIVE = new Set(["Refuse", "Disagree", "Fail", "Terminate", "Cancel", "Drop"]);
/** Ways beside the usual one; upholding and reversing are opposite, so neither is put forward. */
const SECONDARY = new Set(["Return for Correction", "Query", "Withdraw", "Lapse", "Suspend", "Extend", "Raise Objection", "Order Rectification", "Uphold", "Reverse", "Close", "Escalate", "Reconsider"]);
const REASON_NEEDED = new Set(["Refuse", "Disagree", "Query", "Uphold", "Reverse", "Withdraw", "Escalate", "Reconsider"]);

const place = (action: string): number => {
	const index = ORDER.indexOf(action);
	return index < 0 ? ORDER.length : index;
};

export const byWeight = (a: string, b: string): number => place(a) - place(b);

/** Only the usual way forward is blue. */
export function themeOfAction(action: string): ActionTheme {
	if (NEGATIVE.has(action)) return "red";
	return SECONDARY.has(action) ? "gray" : "blue";
}

/**
 * The same word is another act elsewhere: an application is "filed", a contract "approved". The DocType's own
 * words come first, then those of all processes beside filing, then the usual ones.
 */
export function actionLabel(action: string, doctype: string): string {
	const usual = __(action, null, "Action");
	if (doctype === FILING) return usual;
	const plain = __(action);
	return [doctype, "Process"].map((context) => __(action, null, context)).find((label) => label !== plain) ?? usual;
}

/** Transitions of any workflow in the shape of the filing's actions; an action appears once. */
export function fromTransitions(rows: readonly Transition[]): CaseAction[] {
	const found = new Map(rows.map((row) => [row.action, row]));
	return [...found.values()].map((row) => ({ action: row.action, next_state: row.next_state, needs_opinion: REASON_NEEDED.has(row.action), needs_corrections: false }));
}
