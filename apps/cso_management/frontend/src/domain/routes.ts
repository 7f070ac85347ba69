/** A condition of a route's step, as the engine stores it. */
export interface Condition {
	field: string;
	operator: string;
	value: string;
}

export function parseConditions(text: string | null | undefined): Condition[] {
	try {
		const found = JSON.parse(text || "[]") as Partial<Condition>[];
		return Array.isArray(found) ? found.map((row) => ({ field: row.field ?? "", operator: row.operator ?? "=", value: String(row.value ?? "") })) : [];
	} catch {
		return [];
	}
}

/** Lists in a step are stored one entry a line. */
export const linesOf = (text: string | null | undefined): string[] => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
export const toggleLine = (text: string | null | undefined, line: string, isOn: boolean): string =>
	(isOn ? [...linesOf(text).filter((other) => other !== line), line] : linesOf(text).filter((other) => other !== line)).join("\n");

export interface Choice {
	value: string;
	label: string;
}

const choices = (pairs: [string, string][]): Choice[] => pairs.map(([value, label]) => ({ value, label }));

export const modes = (): Choice[] => choices([["any", __("Any one decides")], ["all", __("All must agree")], ["sequence", __("One after the other")], ["ratio", __("By votes")]]);
export const opinionRules = (): Choice[] => choices([["negative", __("When refusing or returning")], ["always", __("Always")], ["overdue", __("When overdue")], ["never", __("Never")]]);
export const signatures = (): Choice[] => choices([["none", __("Not needed")], ["typed", __("Typed name")], ["drawn", __("Drawn by hand")]]);
export const resubmits = (): Choice[] => choices([["first", __("Again from the first step")], ["back", __("Straight back to the one who returned")]]);
export const nobodyRules = (): Choice[] => choices([["block", __("Stop with a message")], ["next level up", __("Go to the next role up")], ["fallback user", __("Go to the fallback user")]]);
export const submitterRules = (): Choice[] => choices([["block", __("Others decide")], ["skip", __("Skip the step")], ["allow", __("Allow")]]);
export const repeatRules = (): Choice[] => choices([["ask again", __("Ask again")], ["agree once", __("Agree automatically once")], ["agree if consecutive", __("Agree automatically if consecutive")]]);
export const awayRules = (): Choice[] => choices([["delegate", __("His stand-in")], ["next candidate", __("The next candidate")], ["next level up", __("Go to the next role up")]]);
export const timeouts = (): Choice[] => choices([["agree", __("Agrees by itself")]]);
export const limitUnits = (): Choice[] => choices([["Working Day", __("Working days")], ["Day", __("Calendar days")]]);
export const voteUnits = (): Choice[] => choices([["count", __("votes")], ["percent", __("percent")]]);

/** One way of finding people for a step. */
export interface Candidate {
	rule: string;
	role?: string;
	level?: string;
	users?: string[];
	field?: string;
	/** A government unit, for its head. */
	unit?: string;
}

export const candidateRules = (): Choice[] =>
	choices([
		["role", __("Everybody with a role")],
		["users", __("Named people")],
		["field", __("The person in a field of the form")],
		["head", __("The head of a unit")],
		["submitter chooses", __("The submitter chooses")],
		["decider chooses", __("The previous decider chooses")],
	]);

type Chosen = Readonly<Record<string, unknown>>;

/** The role of a step and its further rules are one list for the person who draws it. */
export function candidatesOf(step: Chosen): Candidate[] {
	const first: Candidate[] = step.role ? [{ rule: "role", role: String(step.role), level: String(step.region_level || "") }] : [];
	return [...first, ...parseList(step.more_candidates)];
}

export function storeCandidates(rules: readonly Candidate[]): { role: string; region_level: string; more_candidates: string } {
	const [first, ...others] = rules;
	const isRole = first?.rule === "role" && Boolean(first.role);
	const rest = isRole ? others : [...rules];
	return {
		role: isRole ? String(first.role) : "",
		region_level: isRole ? (first.level ?? "") : "",
		more_candidates: rest.length ? JSON.stringify(rest) : "",
	};
}

function parseList(text: unknown): Candidate[] {
	try {
		const found = JSON.parse(String(text || "[]")) as Candidate[];
		return Array.isArray(found) ? found.filter((row) => row && typeof row === "object") : [];
	} catch {
		return [];
	}
}

/** The part of the step's panel in which a fault is mended. */
const PLACES: Record<string, string> = {
	label: "name", state: "name", step_key: "name",
	role: "who", more_candidates: "who", escalate_role: "who",
	needed: "how", pool: "how", limit_days: "how", timeout_act: "how",
	actions: "actions", editable_fields: "fields", hidden_fields: "fields",
	condition: "condition", fallback_user: "edges",
};
export const placeOf = (field: string): string => PLACES[field] ?? "name";
