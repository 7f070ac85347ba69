import type { CaseAction } from "@/api/filing";
import type { ActOption, ApprovalCase, Light, StepNode } from "@/api/approvals";

/** What pages know of an approval: order of the buttons, colours, rounds, durations. No requests here. */
export type Theme = "gray" | "blue" | "green" | "amber" | "red";

const DECISIONS = ["agree", "answer", "return", "refuse"];
const REST = ["claim", "transfer", "add_signer", "remove_signer", "delegate", "copy", "urge", "withdraw", "take_back", "clarify", "comment", "release", "terminate"];
const ACT_OF_ACTION: Record<string, string> = {
	"Return for Correction": "return", Query: "query", Refuse: "refuse", Disagree: "refuse", Withdraw: "withdraw", Submit: "submit", Resubmit: "resubmit",
};
const REASON_NEEDED = new Set(["refuse", "withdraw", "terminate", "clarify", "comment", "answer", "delegate"]);

/** The act behind an action of the workflow; whatever moves on is an agreement. */
export const actOfAction = (action: string): string => ACT_OF_ACTION[action] ?? "agree";
export const needsReason = (act: string): boolean => REASON_NEEDED.has(act);

/** One button: an action of the workflow, an act of the engine, or both. */
export interface Choice {
	key: string;
	label: string;
	theme: "blue" | "red" | "gray";
	action: CaseAction | null;
	act: ActOption | null;
}

const themeOfAct = (act: string): Choice["theme"] => (["refuse", "terminate"].includes(act) ? "red" : ["agree", "answer", "claim"].includes(act) ? "blue" : "gray");

/** Decisions in their fixed order, named as the workflow names them; the other acts come under "more". */
export function choicesOf(actions: readonly CaseAction[], approval: Pick<ApprovalCase, "acts"> | null): { decisions: Choice[]; more: Choice[] } {
	const acts = new Map((approval?.acts ?? []).map((entry) => [entry.act, entry]));
	const agreeing = actions.filter((entry) => actOfAction(entry.action) === "agree").length;
	const named = actions.map((entry) => fromAction(entry, acts, agreeing));
	const covered = new Set(actions.map((entry) => actOfAction(entry.action)));
	// Where the workflow has no way to refuse from this state, a refusal could only fail.
	const isDeadEnd = (act: string) => act === "refuse" && covered.has("agree");
	const rest = [...acts.values()].filter((entry) => !covered.has(entry.act) && !isDeadEnd(entry.act)).map(fromAct);
	const isDecision = (choice: Choice) => !choice.act || DECISIONS.includes(choice.act.act) || choice.act.act === "resubmit";
	const all = [...named, ...rest];
	return { decisions: sorted(all.filter(isDecision), DECISIONS), more: sorted(all.filter((choice) => !isDecision(choice)), REST) };
}

/** Where two actions of the workflow agree, only the workflow's own name says which is meant. */
function fromAction(entry: CaseAction, acts: Map<string, ActOption>, agreeing: number): Choice {
	const act = actOfAction(entry.action);
	const known = act === "agree" && agreeing > 1 ? null : (acts.get(act) ?? null);
	return { key: entry.action, label: __(entry.action, null, "Action"), theme: themeOfAct(act), action: entry, act: known };
}

const fromAct = (entry: ActOption): Choice => ({ key: entry.act, label: entry.label, theme: themeOfAct(entry.act), action: null, act: entry });

function sorted(choices: Choice[], order: string[]): Choice[] {
	const place = (choice: Choice) => {
		const index = order.indexOf(choice.act?.act ?? actOfAction(choice.action?.action ?? ""));
		return index < 0 ? order.length : index;
	};
	return [...choices].sort((a, b) => place(a) - place(b));
}

export const themeOfLight = (light: Light | null | undefined): Theme => (light === "yellow" ? "amber" : (light ?? "gray"));

const TASK_THEMES: Record<string, Theme> = { Agreed: "green", Answered: "green", Refused: "red", Returned: "amber", Open: "blue", Held: "amber", Waiting: "gray", Transferred: "gray", Cancelled: "gray", Predicted: "gray" };
export const themeOfTask = (status: string): Theme => TASK_THEMES[status] ?? "gray";

export interface Round {
	round: number;
	nodes: StepNode[];
}

/** Rounds in order; what is only predicted stands after the last. */
export function roundsOf(timeline: readonly StepNode[]): { rounds: Round[]; coming: StepNode[] } {
	const rounds = new Map<number, StepNode[]>();
	for (const node of timeline) {
		if (node.round !== null) rounds.set(node.round, [...(rounds.get(node.round) ?? []), node]);
	}
	return { rounds: [...rounds].map(([round, nodes]) => ({ round, nodes })), coming: timeline.filter((node) => node.round === null) };
}

/** The steps in the order in which they were last walked, then those expected. */
export function pathOf(timeline: readonly StepNode[]): { key: string; label: string; status: StepNode["state"] }[] {
	const found = new Map<string, StepNode>();
	for (const node of timeline) {
		found.delete(node.step);
		found.set(node.step, node);
	}
	const rank = { done: 0, current: 1, next: 2 };
	return [...found.values()].sort((a, b) => rank[a.state] - rank[b.state]).map((node) => ({ key: node.step, label: node.label, status: node.state }));
}

const moment = (text: string): number => Date.parse(text.replace(" ", "T").slice(0, 19) + "Z");

/** How long a step took, in the largest unit that says something. */
export function durationOf(from?: string | null, to?: string | null): string {
	if (!from || !to) return "";
	const minutes = Math.max(0, Math.round((moment(to) - moment(from)) / 60000));
	if (minutes < 60) return __("{0} minutes", [Math.max(1, minutes)]);
	if (minutes < 48 * 60) return __("{0} hours", [Math.round(minutes / 60)]);
	return __("{0} days", [Math.round(minutes / 1440)]);
}

export const isSystem = (user: string): boolean => user === "Administrator" || user === "system";

/** A text that names this one press of a button: sent twice, it counts once. */
export const newActId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
