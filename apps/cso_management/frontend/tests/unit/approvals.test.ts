import { describe, expect, it } from "vitest";
import type { ActOption, StepNode } from "@/api/approvals";
import { newActDetails } from "@/api/approvals";
import { freeKey } from "@/composables/useDesigner";
import { choicesOf, durationOf, pathOf, roundsOf } from "@/domain/approvals";
import { monthsOf, nextKind, workdaysOf } from "@/domain/calendar";
import { contentOf, restored } from "@/domain/routeContent";
import { candidatesOf, parseConditions, storeCandidates, toggleLine } from "@/domain/routes";

const act = (name: string): ActOption => ({ act: name, label: name, opinion: false, corrections: name === "return", people: "none", blocked: null });
const action = (name: string) => ({ action: name, next_state: "x", needs_opinion: false, needs_corrections: false });
const node = (step: string, state: StepNode["state"], round: number | null): StepNode => ({ step, state, round, label: step, mode: "any", started_at: null, ended_at: null, due_on: null, tasks: [] });

describe("what may be done with a case", () => {
	it("stands in a fixed order, decisions first", () => {
		const found = choicesOf([], { acts: ["transfer", "refuse", "copy", "return", "agree"].map(act) });
		expect(found.decisions.map((choice) => choice.key)).toEqual(["agree", "return", "refuse"]);
		expect(found.more.map((choice) => choice.key)).toEqual(["transfer", "copy"]);
	});
	it("is named as the workflow names it and goes through the engine", () => {
		const { decisions } = choicesOf([action("Return for Correction"), action("Accept")], { acts: ["agree", "return"].map(act) });
		expect(decisions.map((choice) => [choice.label, choice.act?.act])).toEqual([["Accept", "agree"], ["Return for Correction", "return"]]);
	});
	it("keeps two ways of agreeing apart", () => {
		const { decisions } = choicesOf([action("Record"), action("Propose")], { acts: [act("agree")] });
		expect(decisions.map((choice) => [choice.key, choice.act])).toEqual([["Record", null], ["Propose", null]]);
	});
	it("offers no refusal that the workflow does not know", () =>
		expect(choicesOf([action("Accept")], { acts: ["agree", "refuse"].map(act) }).decisions.map((choice) => choice.key)).toEqual(["Accept"]));
	it("is the plain workflow where no case runs", () => expect(choicesOf([action("Submit")], null).decisions[0]).toMatchObject({ key: "Submit", act: null }));
	it("sends only what was given", () => expect(newActDetails({ act_id: "1", opinion: "x", people: [], to: "" })).toEqual({ act_id: "1", opinion: "x", to: "" }));
});

describe("the way of a case", () => {
	const timeline = [node("a", "done", 1), node("b", "done", 1), node("a", "current", 2), node("b", "next", null), node("c", "next", null)];
	it("folds by rounds", () => {
		expect(roundsOf(timeline).rounds.map((round) => [round.round, round.nodes.length])).toEqual([[1, 2], [2, 1]]);
		expect(roundsOf(timeline).coming.map((entry) => entry.step)).toEqual(["b", "c"]);
	});
	it("shows every step once, as it stands now", () =>
		expect(pathOf(timeline).map((step) => [step.key, step.status])).toEqual([["a", "current"], ["b", "next"], ["c", "next"]]));
	it.each([["2026-01-01 09:00:00", "2026-01-01 09:20:00", "20 minutes"], ["2026-01-01 09:00:00", "2026-01-02 09:00:00", "24 hours"], ["2026-01-01 09:00:00", "2026-01-05 09:00:00", "4 days"], [null, null, ""]])("took %s to %s", (from, to, text) =>
		expect(durationOf(from, to)).toBe(text));
});

describe("a route being drawn", () => {
	it("gives every step a key of its own", () => expect(freeKey(["step-2", "x"])).toBe("step-3"));
	it("reads conditions and forgives broken ones", () => {
		expect(parseConditions('[{"field":"a","operator":"=","value":1}]')).toEqual([{ field: "a", operator: "=", value: "1" }]);
		expect(parseConditions("{")).toEqual([]);
	});
	it("keeps lists one entry a line", () => {
		expect(toggleLine("a\nb", "c", true)).toBe("a\nb\nc");
		expect(toggleLine("a\nb", "a", false)).toBe("b");
	});
});

describe("the work calendar", () => {
	const months = monthsOf(2026);
	it("has the days of the year, Monday first", () => {
		expect(months.flatMap((month) => month.days)).toHaveLength(365);
		expect(months[0]).toMatchObject({ month: 1, lead: 3 });
	});
	it("counts make-up days and leaves out holidays", () => {
		const plain = workdaysOf(months, new Map());
		expect(workdaysOf(months, new Map([["2026-10-01", "Holiday"], ["2026-10-10", "Workday"], ["2026-10-02", "Holiday"]]))).toBe(plain - 1);
	});
	it("turns days with a press", () => expect([nextKind(undefined, false), nextKind("Holiday", false), nextKind(undefined, true), nextKind("Holiday", true)]).toEqual(["Holiday", undefined, "Workday", undefined]));
});

describe("the way back of a drawing", () => {
	const step = { doctype: "CSO Approval Step", name: "row-1", step_key: "a", label: "A", state: "S", mode: "any", idx: 1, limit_days: 0 };
	const route = { doctype: "CSO Approval Route", name: "R", title: "R", document_type: "X", status: "Draft" as const, version: 0, modified: "1", steps: [step], scenarios: [] };
	it("does not see what the server keeps, nor empty values", () =>
		expect(contentOf({ ...route, modified: "2", version: 3, region: null, steps: [{ ...step, name: "row-9", idx: 4, condition: "" }] })).toBe(contentOf(route)));
	it("sees every drawn change", () => expect(contentOf({ ...route, steps: [{ ...step, limit_days: 2 }] })).not.toBe(contentOf(route)));
	it("comes back into the rows of today", () => {
		const now = { ...route, modified: "5", version: 2, steps: [{ ...step, name: "row-7", label: "B" }] };
		const back = restored(contentOf(route), now);
		expect([back.modified, back.version, back.steps[0].name, back.steps[0].label]).toEqual(["5", 2, "row-7", "A"]);
	});
});

describe("who decides a step", () => {
	it.each([
		[[{ rule: "role", role: "Clerk", level: "Town" }, { rule: "users", users: ["a"] }], { role: "Clerk", region_level: "Town", more_candidates: '[{"rule":"users","users":["a"]}]' }],
		[[{ rule: "users", users: ["a"] }, { rule: "role", role: "Clerk" }], { role: "", region_level: "", more_candidates: '[{"rule":"users","users":["a"]},{"rule":"role","role":"Clerk"}]' }],
		[[{ rule: "role" }], { role: "", region_level: "", more_candidates: '[{"rule":"role"}]' }],
		[[], { role: "", region_level: "", more_candidates: "" }],
	])("keeps %j", (rules, stored) => {
		expect(storeCandidates(rules)).toEqual(stored);
		expect(candidatesOf(stored)).toEqual(rules);
	});
});
