import { describe, expect, it } from "vitest";
import { buildLayout, tabOf } from "@/utils/layout";
import type { DocField } from "@/types/meta";

const field = (fieldname: string, fieldtype = "Data"): DocField => ({ fieldname, fieldtype });
const shape = (fields: DocField[]) => buildLayout(fields).map((tab) => tab.sections.map((section) => section.columns.map((column) => column.fields.map((entry) => entry.fieldname))));

describe("buildLayout", () => {
	it("puts loose fields into one section", () => expect(shape([field("a"), field("b")])).toEqual([[[["a", "b"]]]]));
	it("breaks into columns, sections and tabs", () =>
		expect(shape([field("a"), field("c", "Column Break"), field("b"), field("s", "Section Break"), field("d"), field("t", "Tab Break"), field("e")])).toEqual([[[["a"], ["b"]], [["d"]]], [[["e"]]]]));
	it("drops what is empty", () => expect(shape([field("t", "Tab Break"), field("s", "Section Break"), field("a"), field("s2", "Section Break")])).toEqual([[[["a"]]]]));
	it("finds the tab of a field", () => {
		const tabs = buildLayout([field("a"), field("t", "Tab Break"), field("b")]);
		expect(tabOf(tabs, "a")).toBe("main");
		expect(tabOf(tabs, "b")).toBe("t");
		expect(tabOf(tabs, "z")).toBeUndefined();
	});
});
