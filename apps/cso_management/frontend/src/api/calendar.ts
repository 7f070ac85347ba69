import type { Doc } from "@/types/meta";
import { getDoc, getList, insertDoc, saveDoc } from "./documents";
import { readMethod } from "./http";

export const CALENDAR = "CSO Work Calendar";

export interface CalendarRow extends Doc {
	day: string;
	kind: "Holiday" | "Workday";
	day_name?: string;
}

export interface CalendarDoc extends Doc {
	year: number;
	days: CalendarRow[];
}

/** The calendar of a year; a new one where there is none yet. */
export async function getYear(year: number): Promise<CalendarDoc> {
	const found = await getList(CALENDAR, { fields: ["name"], filters: [["year", "=", year]], limit_page_length: 1 });
	if (!found.length) return { doctype: CALENDAR, year, days: [] };
	return (await getDoc(CALENDAR, String(found[0].name))).doc as CalendarDoc;
}

export const saveYear = (doc: CalendarDoc): Promise<Doc> => (doc.name ? saveDoc(doc) : insertDoc(doc));
export const getCalendarWarning = (): Promise<{ missing: string[]; message?: string }> => readMethod("cso_management.api.approvals.calendar_warning");
