import { beforeEach, describe, expect, it } from "vitest";
import { amountInChinese } from "@/utils/amount";
import { formatCurrency, formatDate, formatDatetime, formatSize, formatValue, stripTags } from "@/utils/format";
import { parseNumber } from "@/utils/number";

beforeEach(() => (document.documentElement.lang = "zh-CN"));

describe("amounts in Chinese", () => {
	it.each([
		[0, "零元整"],
		[0.05, "伍分"],
		[0.5, "伍角整"],
		[1, "壹元整"],
		[10, "壹拾元整"],
		[100.01, "壹佰元零壹分"],
		[1005, "壹仟零伍元整"],
		[1234.56, "壹仟贰佰叁拾肆元伍角陆分"],
		[10000, "壹万元整"],
		[10001, "壹万零壹元整"],
		[100100, "壹拾万零壹佰元整"],
		[20003000, "贰仟万叁仟元整"],
		[100000000, "壹亿元整"],
		[100000001.1, "壹亿零壹元壹角整"],
		[-12.3, "负壹拾贰元叁角整"],
	])("%d", (amount, words) => expect(amountInChinese(amount)).toBe(words));
	it("says nothing of what is no amount", () => expect(amountInChinese(Number.NaN)).toBe(""));
});

describe("values as people read them", () => {
	it("writes dates in Chinese", () => {
		expect(formatDate("2026-03-05")).toBe("2026年3月5日");
		expect(formatDatetime("2026-03-05 09:07:11.123")).toBe("2026年3月5日 09:07");
		expect(formatDate("")).toBe("");
	});
	it("writes dates in English", () => {
		document.documentElement.lang = "en";
		expect(formatDate("2026-03-05")).toBe("5 Mar 2026");
	});
	it("separates thousands", () => {
		expect(formatCurrency(1234567.5)).toBe("¥ 1,234,567.50");
		expect(formatValue(1234, { fieldname: "n", fieldtype: "Int" })).toBe("1,234");
		expect(formatValue(12.5, { fieldname: "p", fieldtype: "Percent" })).toBe("12.5%");
	});
	it("shows a file by its name", () => expect(formatValue("/private/files/%E7%AB%A0%E7%A8%8B.pdf", { fieldname: "f", fieldtype: "Attach" })).toBe("章程.pdf"));
	it("shows server markup as plain text", () => expect(stripTags("<b>Name</b> is <script>x</script>missing<br>Twice")).toContain("Name"));
	it("writes sizes", () => expect([formatSize(0), formatSize(10), formatSize(2 * 1024 * 1024)]).toEqual(["", "1 KB", "2.0 MB"]));
});

describe("numbers as people type them", () => {
	it.each([["1,234.5", 1234.5], ["１２３", 123], ["￥ 3", 3], ["", null], ["12a", undefined], ["-4", -4]])("%s", (text, value) => expect(parseNumber(text)).toBe(value));
	it("a whole number has no fraction", () => expect(parseNumber("1.5", true)).toBeUndefined());
});
