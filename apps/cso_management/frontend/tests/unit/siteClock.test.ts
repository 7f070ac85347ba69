import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { daysLeft } from "@/domain/filing";
import { hourNow, learnClock, today } from "@/utils/siteClock";

/** The PC of a village hall that lost its battery; the site is in China. */
describe("the clock of the site", () => {
	beforeEach(() => void vi.useFakeTimers({ now: new Date("2009-01-01T00:00:00Z") }));
	afterEach(() => void vi.useRealTimers());

	it.each([
		["Mon, 23 Nov 2026 04:00:00 GMT", "2026-11-23", 12],
		["Mon, 23 Nov 2026 16:30:00 GMT", "2026-11-24", 0],
		["Thu, 31 Dec 2026 15:59:59 GMT", "2026-12-31", 23],
	])("at %s it is %s, hour %i", (answered, date, hour) => {
		learnClock(answered);
		expect([today(), hourNow()]).toEqual([date, hour]);
	});

	it("goes on by itself", () => {
		learnClock("Mon, 23 Nov 2026 15:59:00 GMT");
		vi.advanceTimersByTime(120_000);
		expect(today()).toBe("2026-11-24");
	});

	it.each([null, "soon"])("learns nothing from %s", (answered) => {
		learnClock("Mon, 23 Nov 2026 04:00:00 GMT");
		learnClock(answered);
		expect(today()).toBe("2026-11-23");
	});

	it.each([
		["2026-11-23", 0],
		["2026-11-25 09:00:00", 2],
		["2026-11-20", -3],
		["", null],
	])("counts the days until %s", (due, days) => {
		learnClock("Mon, 23 Nov 2026 04:00:00 GMT");
		expect(daysLeft(due)).toBe(days);
	});

	it.each([[0, "2026-12-31"], [1, "2027-01-01"], [-31, "2026-11-30"]])("%i days on is %s", (days, date) => {
		learnClock("Thu, 31 Dec 2026 04:00:00 GMT");
		expect(today(days)).toBe(date);
	});
});
