import postcss from "postcss";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { HomeData } from "@/api/home";
import { actionLabel, themeOfAction } from "@/domain/actions";
import { figuresOf } from "@/domain/figures";
import { meaningOf } from "@/domain/plainWords";
import { groupReports } from "@/domain/reportGroups";
import { isStateField } from "@/domain/states";
import chinese from "@/locale/zh.json";
import { saysNothing } from "@/utils/fieldState";
import { createTranslate } from "@/utils/i18n";
import { applyTextSize, chooseTextSize } from "@/utils/textSize";
import { fontSizeInRem } from "../../build/fontSizeInRem.js";

const original = globalThis.__;
const SERVER = { Approve: "同意备案", Refuse: "不予备案", Uphold: "维持原决定", Cancel: "注销备案", Agree: "同意", Check: "开展中期检查", Accept: "受理" };

describe("the name of an act", () => {
	beforeAll(() => void (globalThis.__ = createTranslate({ ...SERVER, ...(chinese as Record<string, string>) }, SERVER)));
	it.each([
		["Approve", "CSO Filing Application", "同意备案"],
		["Approve", "CSO Payment Request", "批准"],
		["Refuse", "CSO Filing Application", "不予备案"],
		["Refuse", "CSO Service Demand", "不同意"],
		["Uphold", "CSO Filing Application", "维持原决定"],
		["Uphold", "CSO Annual Review", "维持原决定"],
		["Cancel", "CSO Service Contract", "作废合同"],
		["Check", "CSO Rural Pilot", "开展中期检查"],
		["Agree", "CSO Activity", "同意"],
		["Accept", "CSO Rural Pilot", "通过验收"],
		["Accept", "An Office Memo", "受理"],
	])("%s of %s is %s", (action, doctype, label) => expect(actionLabel(action, doctype)).toBe(label));
});

describe("the colour of an act", () => {
	afterEach(() => void (globalThis.__ = original));
	it.each([["Agree", "blue"], ["Complete", "blue"], ["Terminate", "red"], ["Refuse", "red"], ["Suspend", "gray"], ["Uphold", "gray"], ["Reverse", "gray"]])("%s is %s", (action, theme) =>
		expect(themeOfAction(action)).toBe(theme));
});

describe("the figures of the first page", () => {
	const home = { todo: [], latest: [], mine: [], organizations: [], ledger: { by_status: { Active: 3 }, running: 2, running_states: ["Village Review", "Town Decision"] } } as HomeData;
	it("lead to the list that they count", () =>
		expect(figuresOf(home, 0)[1].route).toMatchObject({ query: { filters: "workflow_state:in:Village%20Review%2CTown%20Decision" } }));
	it("show what is late instead of what will expire", () => expect(figuresOf(home, 4)[2]).toMatchObject({ count: 4, isAlarm: true, route: { query: { light: "red" } } }));
	it("are none for whoever may not read the ledger", () => expect(figuresOf({ ...home, ledger: {} }, 4)).toEqual([]));
});

describe("what a state means", () => {
	it.each(["Village Review", "Returned for Correction", "Approved", "Certificate Issued", "Refused", "Lapsed"])("%s is explained", (state) => expect(meaningOf(state)).not.toBe(""));
	it("says nothing of what it does not know", () => expect(meaningOf("Elsewhere")).toBe(""));
});

describe("reports", () => {
	it("stand under their process, the unknown ones last", () =>
		expect(groupReports([{ name: "A", ref_doctype: "CSO New" }, { name: "B", ref_doctype: "CSO Rural Pilot" }, { name: "C", ref_doctype: "CSO Organization" }]).map((group) => group.rows[0].name)).toEqual(["C", "B", "A"]));
});

describe("a field", () => {
	it.each([
		[{ fieldname: "status", fieldtype: "Select" }, true],
		[{ fieldname: "workflow_state", fieldtype: "Link", options: "Workflow State" }, true],
		[{ fieldname: "status", fieldtype: "Data" }, false],
	])("%j is a state: %s", (field, isState) => expect(isStateField(field)).toBe(isState));
	it.each([
		[true, "", true, true],
		[true, "x", true, false],
		[false, "", true, false],
		[true, "", false, false],
	])("read-only %s with %j in a new form %s says nothing: %s", (readOnly, value, isNew, silent) =>
		expect(saysNothing({ fieldname: "a", fieldtype: "Data" }, { visible: true, required: false, readOnly }, value, isNew)).toBe(silent));
});

describe("the size of letters", () => {
	it.each([
		["a{font-size:14px}", "a{font-size:0.875rem}"],
		["a{font-size:clamp(12px, 2vw, 16px)}", "a{font-size:clamp(0.75rem, 2vw, 1rem)}"],
		["a{width:14px}", "a{width:14px}"],
		["a{font-size:1.5rem}", "a{font-size:1.5rem}"],
	])("%s becomes %s", (before, after) => expect(postcss([fontSizeInRem()]).process(before, { from: undefined }).css).toBe(after));
	it("is kept by the browser", () => {
		chooseTextSize("large");
		expect([document.documentElement.dataset.text, localStorage.getItem("cso:text-size")]).toEqual(["large", "large"]);
		chooseTextSize("usual");
		applyTextSize();
		expect(document.documentElement.dataset.text).toBe("usual");
	});
});
