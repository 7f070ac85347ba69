import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatValue } from "@/utils/format";
import { createTranslate, optionOf } from "@/utils/i18n";

const SERVER = {
	Open: "待办",
	"Open:Field": "进行中",
	"Open:CSO Score Sheet": "待评分",
	Town: "街镇",
	"Town:CSO Region.town_kind": "镇",
};

describe("a word of a list of choices", () => {
	beforeAll(() => void (globalThis.__ = createTranslate(SERVER, {})));
	afterAll(() => void (globalThis.__ = createTranslate({})));

	it.each([
		["its DocType's own meaning", "Open", "CSO Score Sheet", "status", "待评分"],
		["the usual one of forms", "Open", "CSO Annual Review", "status", "进行中"],
		["its field's own meaning", "Town", "CSO Region", "town_kind", "镇"],
		["the usual one beside it", "Town", "CSO Region", "level", "街镇"],
		["itself when nobody knows it", "5A", "CSO Organization", "grade", "5A"],
	])("has %s", (_case, word, parent, fieldname, label) => expect(optionOf(word, { parent, fieldname })).toBe(label));
	it("is shown so in a field of words", () =>
		expect(formatValue("Open", { fieldtype: "Data", translatable: 1, fieldname: "copied", parent: "CSO Score Sheet" })).toBe("待评分"));
	it("needs no DocType", () => expect(optionOf("Town", { fieldname: "x" })).toBe("街镇"));
});
