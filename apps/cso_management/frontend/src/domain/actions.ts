import type { CaseAction } from "@/api/filing";
import type { Transition } from "@/api/workflow";

/** How the steps of a workflow are ordered, coloured and what they ask for. */
type Style = { theme: "blue" | "red" | "gray"; variant: "solid" | "subtle" };

const ORDER = ["Submit", "Resubmit", "Agree", "Accept", "Acknowledge", "Propose", "Approve", "Record", "Issue Certificate", "Reverse", "Return for Correction", "Query", "Disagree", "Refuse", "Uphold", "Escalate", "Reconsider", "Lapse", "Withdraw"];
const NEGATIVE = new Set(["Refuse", "Disagree", "Uphold"]);
const SECONDARY = new Set(["Return for Correction", "Query", "Withdraw", "Lapse"]);
const REASON_NEEDED = new Set(["Refuse", "Disagree", "Query", "Uphold", "Reverse", "Withdraw", "Escalate", "Reconsider"]);

const place = (action: string): number => {
	const index = ORDER.indexOf(action);
	return index < 0 ? ORDER.length : index;
};

export const byWeight = (a: string, b: string): number => place(a) - place(b);
export const isNegative = (action: string): boolean => NEGATIVE.has(action);

export function themeOfAction(action: string): Style {
	if (NEGATIVE.has(action)) return { theme: "red", variant: "subtle" };
	if (SECONDARY.has(action)) return { theme: "gray", variant: "subtle" };
	return { theme: "blue", variant: "solid" };
}

/** Transitions of any workflow in the shape of the filing's actions; an action appears once. */
export function fromTransitions(rows: readonly Transition[]): CaseAction[] {
	const found = new Map(rows.map((row) => [row.action, row]));
	return [...found.values()].map((row) => ({ action: row.action, next_state: row.next_state, needs_opinion: REASON_NEEDED.has(row.action), needs_corrections: false }));
}
