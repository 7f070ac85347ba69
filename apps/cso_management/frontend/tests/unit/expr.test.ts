import { describe, expect, it, vi } from "vitest";
import { evaluate, holds } from "@/utils/expr";

const scope = { doc: { type: "New", amount: 5, rows: [1, 2], none: null }, parent: { kind: "A" }, roles: ["Clerk"], user: "ann" };

describe("evaluate", () => {
	it.each([
		["doc.type == 'New'", true],
		["doc.type=='Change' || doc.amount > 4", true],
		["doc.amount >= 5 && !doc.none", true],
		["doc.rows.length", 2],
		["['New','Change'].includes(doc.type)", true],
		["in_list(['a','b'], doc.type)", false],
		["doc.none.deeper", undefined],
		["doc.type ? 'yes' : 'no'", "yes"],
		["parent.kind == 'A'", true],
		["frappe.user.has_role('Clerk')", true],
		["frappe.session.user == 'ann'", true],
		["cint('7') + flt('1.5')", 8.5],
		["doc.type.toLowerCase().startsWith('n')", true],
		["-doc.amount < 0", true],
		["doc.missing == undefined", true],
	])("%s", (expression, expected) => expect(evaluate(expression, scope)).toBe(expected));

	it.each(["window.alert(1)", "doc.constructor", "doc['__proto__']", "''.constructor.constructor('x')", "fetch('/')", "this.x"])("refuses %s", (expression) =>
		expect(() => evaluate(expression, scope)).toThrow(),
	);
});

describe("holds", () => {
	it("tests a plain field for truth", () => {
		expect(holds("amount", scope, false)).toBe(true);
		expect(holds("none", scope, true)).toBe(false);
	});
	it("answers the fallback when nothing is written or nothing can be read", () => {
		vi.spyOn(console, "warn").mockImplementation(() => undefined);
		expect(holds("", scope, true)).toBe(true);
		expect(holds("eval:window.x", scope, true)).toBe(true);
	});
	it("an empty table is not filled", () => expect(holds("list", { doc: { list: [] } }, true)).toBe(false));
});
