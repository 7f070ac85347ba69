import { describe, expect, it } from "vitest";
import { isMissingPart, mayLoadAnew } from "@/upgrade";

describe("a page that was open during an upgrade", () => {
	it.each([
		["Failed to fetch dynamically imported module: http://cso/assets/a.js", true],
		["error loading dynamically imported module: http://cso/assets/a.js", true],
		["Importing a module script failed.", true],
		["Unable to preload CSS for /assets/a.css", true],
		["x is not a function", false],
	])("%s: %s", (message, isMissing) => expect(isMissingPart(new Error(message))).toBe(isMissing));

	it("is loaded anew once, not for ever", () => {
		expect(mayLoadAnew("/cso/tasks", 0)).toBe(true);
		expect(mayLoadAnew("/cso/tasks", 5_000)).toBe(false);
		expect(mayLoadAnew("/cso/reports", 6_000)).toBe(true);
		expect(mayLoadAnew("/cso/tasks", 7_000)).toBe(true);
		expect(mayLoadAnew("/cso/tasks", 60_000)).toBe(true);
	});
});
