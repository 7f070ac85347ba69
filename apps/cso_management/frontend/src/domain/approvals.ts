import type { CaseAction } from "@/api/filing";
import { actionLabel, themeOfAction } from "./actions";
import { FILING } from "./filing";
import { daysText, hoursText, minutesText } from "@/utils/counted";
import type { ActOption, ApprovalCase, CaseLogRow, Light, StepNode } from "@/api/approvals";

/** What pages know of an approval: order of the buttons, colours, rounds, durations. No requests here. */
export type Theme = "gray" | "blue" | "green" | "amber" | "red";

const DECISIONS = ["claim", "agree", "answer", "return", "refuse"];
const REST = ["transfer", "add_signer", "remove_signer", "delegate", "copy", "urge", "withdraw", "take_back", "clarify", "comment", "release", "terminate"];
const ACT_OF_ACTION: Record<string, string> = {
	"Return for Correction": "return", Query: "query", Refuse: "refuse", Disagree: "refuse", Withdraw: "withdraw", Submit: "submit", Resubmit: "resubmit",
};
const REASON_NEEDED = new Set(["refuse", "withdraw", "terminate", "clarify", "comment", "answer", "delegate"]);
const HELP: Record<string, string> = {
	return: __("The case goes back. Whoever gets it reads your reason and everything you cite."),
	transfer: __("The task moves to this person and does not come back to you. Both names are kept."),
	delegate: __("This person gives an opinion, then the task comes back to you for the decision."),
	answer: __("Your opinion goes back to whoever asked you. It is not a decision."),
	add_signer: __("These people decide too: before you, after you, or together with you."),
	remove_signer: __("Takes out somebody you added who has not decided yet."),
	copy: __("These people can read the case and get a notice. They decide nothing."),
	clarify: __("This person gets your question and answers on this page. The case stays with you."),
	comment: __("Everybody who takes part in the case can read this."),
	withdraw: __("The application goes back to you. This is possible until the decision; its number is kept."),
	take_back: __("Your last decision is undone and the case comes back to you. This works only while nobody has acted after you."),
	terminate: __("The case ends here for good. The reason is told to the applicant."),
};

/** One sentence about what will happen. */
export const helpOf = (act: string): string => HELP[act] ?? "";

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

const themeOfAct = (act: string): Choice["theme"] => (["refuse", "terminate"].includes(act) ? "red" : ["agree", "answer", "submit", "resubmit"].includes(act) ? "blue" : "gray");

/** Decisions in their fixed order, named as the workflow names them; the other acts come under "more". */
export function choicesOf(actions: readonly CaseAction[], approval: Pick<ApprovalCase, "acts"> | null, doctype = FILING): { decisions: Choice[]; more: Choice[] } {
	const acts = new Map((approval?.acts ?? []).map((entry) => [entry.act, entry]));
	const agreeing = actions.filter((entry) => actOfAction(entry.action) === "agree").length;
	const named = actions.map((entry) => fromAction(entry, acts, agreeing, doctype));
	const covered = new Set(actions.map((entry) => actOfAction(entry.action)));
	// Where the workflow has no way to refuse from this state, a refusal could only fail.
	const isDeadEnd = (act: string) => act === "refuse" && covered.has("agree");
	const rest = [...acts.values()].filter((entry) => !covered.has(entry.act) && !isDeadEnd(entry.act)).map(fromAct);
	const isDecision = (choice: Choice) => !choice.act || DECISIONS.includes(choice.act.act) || choice.act.act === "resubmit";
	const all = [...named, ...rest];
	return { decisions: sorted(all.filter(isDecision), DECISIONS), more: sorted(all.filter((choice) => !isDecision(choice)), REST) };
}

/** Where two actions of the workflow agree, only the workflow's own name says which is meant. */
function fromAction(entry: CaseAction, acts: Map<string, ActOption>, agreeing: number, doctype: string): Choice {
	const act = actOfAction(entry.action);
	const known = act === "agree" && agreeing > 1 ? null : (acts.get(act) ?? null);
	return { key: entry.action, label: actionLabel(entry.action, doctype), theme: themeOfAction(entry.action), action: entry, act: known };
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

const CASE_THEMES: Record<string, Theme> = { Approved: "green", Refused: "red", Returned: "amber", Running: "blue" };
export const themeOfCase = (status: string): Theme => CASE_THEMES[status] ?? "gray";

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

export interface PathStep {
	key: string;
	label: string;
	status: Exclude<StepNode["state"], "cancelled">;
}

/** The steps in the order in which they were last walked, then those expected; what was taken back is neither. */
export function pathOf(timeline: readonly StepNode[]): PathStep[] {
	const found = new Map<string, PathStep>();
	for (const node of timeline) {
		if (node.state === "cancelled") continue;
		found.delete(node.step);
		found.set(node.step, { key: node.step, label: stepLabel(node.label, node.step), status: node.state });
	}
	const rank = { done: 0, current: 1, next: 2 };
	return [...found.values()].sort((a, b) => rank[a.status] - rank[b.status]);
}

const moment = (text: string): number => Date.parse(text.replace(" ", "T").slice(0, 19) + "Z");

/** How long a step took, in the largest unit that says something. */
export function durationOf(from?: string | null, to?: string | null): string {
	if (!from || !to) return "";
	const minutes = Math.max(0, Math.round((moment(to) - moment(from)) / 60000));
	if (minutes < 60) return minutesText(Math.max(1, minutes));
	if (minutes < 48 * 60) return hoursText(Math.round(minutes / 60));
	return daysText(Math.round(minutes / 1440));
}

export const isSystem = (user: string): boolean => user === "Administrator" || user === "system";

const CHINESE = /[\u4e00-\u9fff]/;
const isChinesePage = (): boolean => (document.documentElement.lang || "zh").startsWith("zh");

/** The name of a step as this page's language has it: a route that knows only Chinese names is read by its key. */
export function stepLabel(label: string, key: string, state = ""): string {
	const translated = __(label || state, null, label ? null : "State");
	if (isChinesePage() || !CHINESE.test(translated)) return translated;
	if (state && !CHINESE.test(state)) return __(state, null, "State");
	return /^[a-z][a-z0-9 _-]*$/.test(key) ? key.split(/[-_ ]+/).map((word) => word[0].toUpperCase() + word.slice(1)).join(" ") : translated;
}

const SENTENCES: Record<string, string> = {
	transfer: __("{0} passed the task on to {1}"), delegate: __("{0} asked {1} for an opinion"), answer: __("{0} gave the opinion"),
	add_signer: __("{0} added {1} as signer"), remove_signer: __("{0} took the signer {1} out"), copy: __("{0} sent a copy to {1}"),
	clarify: __("{0} asked {1}"), comment: __("{0} wrote"), urge: __("{0} urged the decision"), claim: __("{0} claimed the task"),
	release: __("{0} gave the task back to the pool"), take_back: __("{0} took the decision back"), withdraw: __("{0} withdrew the application"),
	terminate: __("{0} terminated the case"), relief: __("{0} extended the deadline"), escalate: __("{0} told the next level"), move: __("{0} moved the case to another version of the route"),
};

/** What somebody did, in a full sentence; nothing for the acts that the steps show anyway. */
export function sentenceOf(row: Pick<CaseLogRow, "act" | "actor_name" | "to">): string {
	const text = SENTENCES[row.act];
	return text ? text.replace("{0}", row.actor_name).replace("{1}", row.to || __("somebody")) : "";
}

export interface Question {
	asked: CaseLogRow;
	answers: CaseLogRow[];
	/** Those of whom an answer is expected, as the log names them. */
	of: string[];
}

/** Questions of a case with what was written after them by whoever was asked. */
export function questionsOf(log: readonly CaseLogRow[]): Question[] {
	const asked = log.filter((row) => row.act === "clarify");
	return asked.map((row) => {
		const of = (row.to ?? "").split("、").filter(Boolean);
		const next = asked.find((other) => other.sequence > row.sequence && other.to === row.to);
		const isAnswer = (entry: CaseLogRow) => entry.act === "comment" && entry.sequence > row.sequence && (!next || entry.sequence < next.sequence) && of.includes(entry.actor_name);
		return { asked: row, of, answers: log.filter(isAnswer) };
	});
}

/** The last return's list, a line for each thing: `field：what is wrong`. */
export function lastReturn(log: readonly CaseLogRow[]): { by: string; reason: string; items: { field: string; problem: string }[] } | null {
	const row = [...log].reverse().find((entry) => entry.act === "return");
	if (!row) return null;
	const items = (row.corrections ?? "").split("\n").filter(Boolean).map((line) => {
		const at = line.indexOf("：");
		return { field: at < 0 ? "" : line.slice(0, at), problem: line.slice(at + 1) };
	});
	return { by: row.actor_name, reason: row.opinion ?? "", items };
}

/** In a returned document only what was cited may change; null where nothing was cited by name. */
export function citedFields(log: readonly CaseLogRow[]): ReadonlySet<string> | null {
	const fields = (lastReturn(log)?.items ?? []).map((item) => item.field).filter(Boolean);
	return fields.length ? new Set(fields) : null;
}

/** A text that names this one press of a button: sent twice, it counts once. */
export const newActId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
