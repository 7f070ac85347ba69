import { beforeEach, describe, expect, it } from "vitest";
import { boot } from "@/boot";
import { actionsOf } from "@/domain/documentActions";

const shown = (doctype: string, accounting_state: string): string[] =>
	actionsOf(doctype).filter((action) => action.shown({ doctype, accounting_state })).map((action) => action.method);

describe("booking again", () => {
	beforeEach(() => Object.assign(boot, { user: "finance@demo.example", roles: ["CSO Finance Reviewer"] }));

	it.each([["", []], ["Booked", []], ["To Book", ["book_again"]], ["Booking Failed", ["book_again"]]])("of “%s”", (state, methods) => {
		expect(shown("CSO Payment Request", state)).toEqual(methods);
		expect(shown("CSO Service Contract", state)).toEqual(methods);
	});
	it("is not for the clerk", () => {
		boot.roles = ["CSO Township Clerk"];
		expect(shown("CSO Payment Request", "Booking Failed")).toEqual([]);
	});
	it("needs no right to edit the form, the others do", () => {
		expect(actionsOf("CSO Payment Request").map((action) => action.beyondEditing)).toEqual([true]);
		expect(actionsOf("CSO Score Sheet").some((action) => action.beyondEditing)).toBe(false);
	});
});
