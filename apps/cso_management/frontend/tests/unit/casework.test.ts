import { beforeEach, describe, expect, it } from "vitest";
import type { CaseLogRow, Inbox, InboxRow } from "@/api/approvals";
import { citedFields, lastReturn, questionsOf, sentenceOf, stepLabel } from "@/domain/approvals";
import { byDue, fromDoc, toggleKind, withOthers } from "@/domain/inbox";
import { FILING } from "@/domain/filing";
import { keepTrail, nextWaiting } from "@/composables/useTrail";
import { dropActDraft, keepActDraft, readActDraft } from "@/utils/actDrafts";
import { daysText, lateText, leftText, minutesText, urgedText } from "@/utils/counted";
import { isEnough } from "@/utils/ink";
import { insertMention, mentionBeingTyped, toComment } from "@/utils/mentions";

let sequence = 0;
const row = (act: string, actor_name: string, more: Partial<CaseLogRow> = {}): CaseLogRow => ({
	sequence: ++sequence, act, action: act, actor_name, on_behalf_of: null, at: "2026-01-01 09:00:00", opinion: null, to: null, ...more,
});
const waiting = (name: string, due_on: string | null): InboxRow => ({ ...fromDoc({ doctype: FILING, name, org_name: name, due_on }), case: "c", light: null });

describe("questions of a case", () => {
	it("take what was written afterwards by whoever was asked", () => {
		const log = [row("clarify", "Ann", { to: "Bob" }), row("comment", "Cid"), row("comment", "Bob", { opinion: "yes" }), row("clarify", "Ann", { to: "Cid" })];
		expect(questionsOf(log).map((question) => [question.of, question.answers.map((answer) => answer.opinion)])).toEqual([[["Bob"], ["yes"]], [["Cid"], []]]);
	});
	it("asked again wait for another answer", () => {
		const log = [row("clarify", "Ann", { to: "Bob" }), row("comment", "Bob"), row("clarify", "Ann", { to: "Bob" })];
		expect(questionsOf(log).map((question) => question.answers.length)).toEqual([1, 0]);
	});
	it("to several people are answered by each", () => {
		const log = [row("clarify", "Ann", { to: "Bob、Cid" }), row("comment", "Bob"), row("comment", "Cid")];
		expect(questionsOf(log)[0].answers).toHaveLength(2);
	});
});

describe("the last return", () => {
	const log = [row("return", "Ann", { corrections: "old：x" }), row("agree", "Bob"), row("return", "Bob", { opinion: "please", corrections: "reason：too short：really\nno colon" })];
	it("is the latest, a line for each thing", () =>
		expect(lastReturn(log)).toEqual({ by: "Bob", reason: "please", items: [{ field: "reason", problem: "too short：really" }, { field: "", problem: "no colon" }] }));
	it("opens what it cites by name", () => expect([...(citedFields(log) ?? [])]).toEqual(["reason"]));
	it.each([[[]], [[row("return", "Ann", { corrections: "：all of it" })]]])("opens everything where nothing is named", (rows) => expect(citedFields(rows)).toBeNull());
});

describe("words", () => {
	it.each([["transfer", "Ann passed the task on to Bob"], ["copy", "Ann sent a copy to Bob"], ["agree", ""], ["submit", ""]])("%s", (act, text) =>
		expect(sentenceOf({ act, actor_name: "Ann", to: "Bob" })).toBe(text));
	it.each([["街镇受理", "town-acceptance", "", "Town Acceptance"], ["街镇受理", "x1", "Town Acceptance", "Town Acceptance"], ["Check", "k", "", "Check"], ["", "k", "Draft", "Draft"], ["环节", "步骤", "", "环节"]])(
		"the step %s (%s) on an English page", (label, key, state, shown) => {
			document.documentElement.lang = "en";
			expect(stepLabel(label, key, state)).toBe(shown);
			document.documentElement.lang = "";
		});
	it("one is not several", () => {
		expect([1, 2].map(minutesText)).toEqual(["1 minute", "2 minutes"]);
		expect([daysText(1), lateText(1), leftText(1), urgedText(1)]).toEqual(["1 day", "1 day late", "1 day left", "Urged once"]);
	});
});

describe("the inbox", () => {
	const found: Inbox = { rows: [waiting("b", "2026-02-01")], counts: { todo: 1, todo_red: 0, done: 0, mine: 0, copied: 0 }, kinds: { [FILING]: 1 }, has_more: false };
	const draft = { ...waiting("d", null), case: null };
	it("puts what has no date last", () => expect(byDue([waiting("x", null), waiting("y", "2026-01-01")]).map((entry) => entry.name)).toEqual(["y", "x"]));
	it("counts what waits beside the engine, once", () => {
		const shown = withOthers(found, [draft, waiting("b", null)], "todo", () => true);
		expect([shown.counts.todo, shown.kinds[FILING], shown.rows.map((entry) => entry.name)]).toEqual([2, 2, ["b", "d"]]);
	});
	it("shows it in its own box only, and only when wanted", () => {
		expect(withOthers(found, [draft], "done", () => true).rows).toHaveLength(1);
		expect(withOthers(found, [draft], "todo", () => false)).toMatchObject({ counts: { todo: 2 }, rows: [{ name: "b" }] });
	});
	it("keeps several kinds in the address", () => {
		expect(toggleKind(["A"], "B")).toBe("A,B");
		expect(toggleKind(["A"], "A")).toBeUndefined();
	});
	it("goes on with what comes after, then with what is left", () => {
		const rows = ["a", "b", "c"].map((name) => waiting(name, null));
		keepTrail(rows);
		expect(nextWaiting(rows, "b")?.name).toBe("c");
		expect(nextWaiting(rows, "c")?.name).toBe("a");
		expect(nextWaiting([rows[0]], "a")).toBeNull();
	});
});

describe("a comment that calls somebody", () => {
	const bob = { user: "bob@x.example", full_name: "Bob" };
	it.each([["hello @Bo", "Bo"], ["@", ""], ["，@陈", "陈"], ["a@b", null], ["@Bob done", null]])("%s", (text, wanted) => expect(mentionBeingTyped(text, text.length)).toBe(wanted));
	it("names him where the @ stood", () => expect(insertMention("see @B now", 6, bob)).toBe("see @Bob  now"));
	it("is safe to show", () => expect(toComment("<b>@Bob\nx", [bob])).toBe('&lt;b&gt;<span class="mention" data-id="bob@x.example" data-value="Bob">@Bob</span><br>x'));
});

describe("what was written for an act", () => {
	beforeEach(() => localStorage.clear());
	it("is found again with the same name, until it was sent", () => {
		keepActDraft("T", "1", "agree", { id: "a1", opinion: "long", cited: [] });
		expect(readActDraft("T", "1", "agree")).toMatchObject({ id: "a1", opinion: "long" });
		expect(readActDraft("T", "2", "agree")).toBeNull();
		dropActDraft("T", "1", "agree");
		expect(readActDraft("T", "1", "agree")).toBeNull();
	});
});

describe("a signature", () => {
	it.each([[[], false], [[[[1, 1]]], false], [[[[0, 0], [30, 0]]], false], [[[[0, 0], [30, 0]], [[0, 5], [30, 5]]], true]])("%j", (strokes, is) => expect(isEnough(strokes as [number, number][][])).toBe(is));
});
