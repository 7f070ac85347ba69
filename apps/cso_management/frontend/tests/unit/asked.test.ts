import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runReport } from "@/api/reports";
import { getTimeline } from "@/api/timeline";
import { boot } from "@/boot";
import type { DocTypeMeta } from "@/types/meta";
import { siteTime } from "@/utils/siteTime";

const fetched = vi.fn<typeof fetch>();
const answer = (body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status: 200, headers });
const meta = { fields: [] } as unknown as DocTypeMeta;

beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
	fetched.mockReset();
	vi.unstubAllGlobals();
	boot.mayRead = [];
});

describe("what the page asks for", () => {
	it.each([
		["CSO Filing Application", ["CSO Approval Log"], 1],
		["CSO Organization", ["CSO Approval Log"], 1],
		["CSO Filing Application", [], 0],
		["CSO Provider Selection", ["CSO Approval Log"], 0],
		["ToDo", ["CSO Approval Log"], 0],
	])("asks for the log of a %s with rights on %j: %i", async (doctype, mayRead, asked) => {
		boot.mayRead = mayRead;
		fetched.mockImplementation(async () => answer({ data: [], message: [] }));
		await getTimeline({ doctype, name: "a", workflow_state: "Draft" }, {}, meta);
		expect(fetched).toHaveBeenCalledTimes(asked);
	});
});

describe("the time of a report", () => {
	it.each([
		["Mon, 23 Nov 2026 16:30:05 GMT", "Asia/Shanghai", "2026-11-24 00:30:05"],
		["Mon, 23 Nov 2026 16:30:05 GMT", "UTC", "2026-11-23 16:30:05"],
		["", "UTC", ""],
		["no day", "UTC", ""],
		[null, "UTC", ""],
	])("of %s in %s is %s", (moment, zone, shown) => expect(siteTime(moment, zone)).toBe(shown));

	it("is the server's, not the browser's", async () => {
		fetched.mockResolvedValueOnce(answer({ message: { columns: [], result: [] } }, { Date: "Sat, 01 Jan 2000 00:00:00 GMT" }));
		expect((await runReport("A Report", {})).as_of).toBe(siteTime("Sat, 01 Jan 2000 00:00:00 GMT"));
	});
});
