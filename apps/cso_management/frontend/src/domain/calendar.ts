/** A year of days for the work calendar: weekends need no row, holidays and make-up days do. */
export interface CalendarDay {
	date: string;
	day: number;
	isWeekend: boolean;
}

export interface Month {
	month: number;
	/** Empty places before the first, Monday first. */
	lead: number;
	days: CalendarDay[];
}

const pad = (part: number): string => String(part).padStart(2, "0");

export function monthsOf(year: number): Month[] {
	return Array.from({ length: 12 }, (_, index) => {
		const count = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
		const days = Array.from({ length: count }, (_unused, day) => {
			const weekday = new Date(Date.UTC(year, index, day + 1)).getUTCDay();
			return { date: `${year}-${pad(index + 1)}-${pad(day + 1)}`, day: day + 1, isWeekend: weekday === 0 || weekday === 6 };
		});
		return { month: index + 1, lead: (new Date(Date.UTC(year, index, 1)).getUTCDay() + 6) % 7, days };
	});
}

export type DayKind = "Holiday" | "Workday";

/** A press turns a work day into a holiday and a weekend into a make-up day, and back. */
export const nextKind = (kind: DayKind | undefined, isWeekend: boolean): DayKind | undefined => {
	if (!isWeekend) return kind ? undefined : "Holiday";
	return kind === undefined ? "Workday" : kind === "Workday" ? "Holiday" : undefined;
};

/** Days on which the office works, by the calendar as drawn. */
export function workdaysOf(months: readonly Month[], kinds: ReadonlyMap<string, DayKind>): number {
	return months.flatMap((month) => month.days).filter((day) => (kinds.get(day.date) ?? (day.isWeekend ? "Holiday" : "Workday")) === "Workday").length;
}

/** Every date from the first to the last, both included. */
export function daysBetween(first: string, last: string): string[] {
	const found: string[] = [];
	for (let day = new Date(`${first}T00:00:00Z`); ; day = new Date(day.getTime() + 86_400_000)) {
		const text = day.toISOString().slice(0, 10);
		if (text > last || found.length > 366) return found;
		found.push(text);
	}
}
