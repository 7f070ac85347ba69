import { describe, expect, it } from "vitest";
import { paragraphsOf, plainOf } from "@/utils/paragraphs";

describe("plain paragraphs in a field of markup", () => {
	it.each(["", "一段话", "第一段\n第二段", "第一段\n\n第三段", "5 < 6 & 7 > 2", "末尾换行\n"])("come back as typed: %j", (text) => {
		expect(plainOf(paragraphsOf(text))).toBe(text);
	});
	it.each([
		["<p>请报送。</p>", "请报送。"],
		["<p>一</p><ul><li>二</li><li>三</li></ul>", "一\n二\n三"],
		["没有标记", "没有标记"],
	])("are read out of markup: %s", (markup, text) => expect(plainOf(markup)).toBe(text));
	it("hold no markup of the writer", () => expect(paragraphsOf("<script>")).toBe("<p>&lt;script&gt;</p>"));
});
