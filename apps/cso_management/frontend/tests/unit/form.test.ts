import { describe, expect, it } from "vitest";
import { changedFields, forServer, newDoc } from "@/utils/defaults";
import { fieldState, hidesMaskedTwin, levels, type Access } from "@/utils/fieldState";
import { parseTable } from "@/utils/paste";
import { readFilters } from "@/utils/reportFilters";
import { assignErrors } from "@/utils/serverErrors";
import type { DocField } from "@/types/meta";

const open: Access = { readLevels: new Set([0]), writeLevels: new Set([0]), mayWrite: true, isNew: true, docstatus: 0, onlyFields: null };
const field = (more: Partial<DocField>): DocField => ({ fieldname: "a", fieldtype: "Data", label: "A", ...more });
const state = (more: Partial<DocField>, access: Partial<Access> = {}, doc = {}) => fieldState(field(more), { doc }, { ...open, ...access });

describe("fieldState", () => {
	it("follows the conditions", () => {
		expect(state({ depends_on: "eval:doc.x==1" }).visible).toBe(false);
		expect(state({ mandatory_depends_on: "eval:doc.x==1" }, {}, { x: 1 }).required).toBe(true);
		expect(state({ read_only_depends_on: "x" }, {}, { x: 1 }).readOnly).toBe(true);
	});
	it("follows the permission level", () => {
		expect(state({ permlevel: 1 }).visible).toBe(false);
		expect(state({ permlevel: 1 }, { readLevels: new Set([0, 1]) })).toMatchObject({ visible: true, readOnly: true });
	});
	it("opens only the cited fields of a returned case", () => {
		expect(state({}, { onlyFields: new Set(["b"]) }).readOnly).toBe(true);
		expect(state({}, { onlyFields: new Set(["a"]) }).readOnly).toBe(false);
	});
	it("closes after submit, but for fields that allow it", () => {
		expect(state({}, { docstatus: 1 }).readOnly).toBe(true);
		expect(state({ allow_on_submit: 1 }, { docstatus: 1 }).readOnly).toBe(false);
	});
	it("asks for nothing that cannot be typed", () => expect(state({ reqd: 1, read_only: 1 }).required).toBe(false));
	it("hides the masked twin from those who see the full value", () => {
		const fields = [field({ fieldname: "id_no", permlevel: 1 }), field({ fieldname: "id_no_masked" })];
		expect(hidesMaskedTwin(fields[1], fields, open)).toBe(false);
		expect(hidesMaskedTwin(fields[1], fields, { ...open, readLevels: new Set([0, 1]) })).toBe(true);
	});
	it("reads levels out of permission rows", () =>
		expect(levels([{ role: "X", permlevel: 1, read: 1 }, { role: "Y", permlevel: 2, read: 1 }], ["X"], "read")).toEqual(new Set([1])));
});

describe("documents", () => {
	const meta = { name: "T", fields: [field({ fieldname: "k", fieldtype: "Select", options: "A\nB", reqd: 1 }), field({ fieldname: "on", fieldtype: "Check", default: "1" }), field({ fieldname: "rows", fieldtype: "Table" })] };
	it("start with their defaults", () => expect(newDoc(meta)).toMatchObject({ k: "A", on: 1, rows: [] }));
	it("lose the names made here on their way to the server", () =>
		expect(forServer({ doctype: "T", rows: [{ doctype: "C", name: "new-row-1", __islocal: 1 }, { doctype: "C", name: "x" }] }).rows).toEqual([{ doctype: "C", __islocal: 1, idx: 1 }, { doctype: "C", name: "x", idx: 2 }]));
	it("differ only where people would say so", () => {
		expect(changedFields({ doctype: "T", a: "", n: 1, rows: [{ name: "x", v: 1 }] }, { doctype: "T", n: "1", rows: [{ name: "y", v: 1 }], modified: "z" })).toEqual([]);
		expect(changedFields({ doctype: "T", a: "1" }, { doctype: "T", a: "2" })).toEqual(["a"]);
	});
});

describe("server errors", () => {
	const fields = [field({ fieldname: "org_name", label: "Organization Name" }), field({ fieldname: "name", label: "Name" })];
	it("go to the field with the longest matching label", () => expect(assignErrors(["Organization Name: too short"], fields)[0].fieldname).toBe("org_name"));
	it("go to the field whose name is written", () => expect(assignErrors(["[X]: org_name"], fields)[0].fieldname).toBe("org_name"));
	it("stay general when no field is named", () => expect(assignErrors(["Try later"], fields)[0].fieldname).toBeNull());
});

describe("rows out of a spreadsheet", () => {
	const fields = [field({ fieldname: "who", label: "姓名" }), field({ fieldname: "party", label: "党员", fieldtype: "Check" }), field({ fieldname: "on", label: "日期", fieldtype: "Date" })];
	it("follow the names in the first line", () => expect(parseTable("党员\t姓名\n是\t张三\n否\t李四", fields)).toEqual([{ party: 1, who: "张三" }, { party: 0, who: "李四" }]));
	it("follow the order of the fields otherwise", () => expect(parseTable("张三\t是\t2026年1月2日\n", fields)).toEqual([{ who: "张三", party: 1, on: "2026-01-02" }]));
});

describe("filters of a report", () => {
	it("are read from its script as data", () => {
		const script = `frappe.query_reports["R"] = { filters: [ { fieldname: "year", label: __("Year"), fieldtype: "Int", default: 2026, reqd: 1 }, { fieldname: "kind", label: __("Kind"), fieldtype: "Select", options: ["", "A"], default: frappe.datetime.get_today() } ] }`;
		expect(readFilters(script, [])).toEqual([
			{ fieldname: "year", label: "Year", fieldtype: "Int", default: 2026, reqd: 1 },
			{ fieldname: "kind", label: "Kind", fieldtype: "Select", options: "\nA", default: "today" },
		]);
	});
	it("come from the document when it has rows", () => expect(readFilters("", [field({ fieldname: "x" })])[0].fieldname).toBe("x"));
});
