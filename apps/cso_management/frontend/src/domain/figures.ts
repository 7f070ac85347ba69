import type { HomeData } from "@/api/home";
import { encodeFilters, type Filter } from "@/utils/filters";
import { FILING } from "./filing";

/** The numbers on top of the first page; each leads to the list that it counts. */
export interface Figure {
	label: string;
	count: number;
	doctype: string;
	filters: string;
	isAlarm?: boolean;
}

const ORGANIZATION = "CSO Organization";
const status = (value: string): Filter[] => [["status", "=", value]];

function inDays(days: number): string {
	return new Date(Date.now() + days * 86400000).toLocaleDateString("sv-SE");
}

export function figuresOf(home: HomeData): Figure[] {
	const byStatus = home.ledger.by_status ?? {};
	const overdue = home.todo.reduce((sum, row) => sum + row.overdue, 0);
	const figures: Figure[] = [
		{ label: __("Active organisations"), count: byStatus.Active ?? 0, doctype: ORGANIZATION, filters: encodeFilters(status("Active")) },
		{ label: __("Applications under way"), count: home.ledger.running ?? 0, doctype: FILING, filters: "" },
		{ label: __("Expiring within 60 days"), count: home.ledger.ending_soon ?? 0, doctype: ORGANIZATION, filters: encodeFilters([...status("Active"), ["valid_to", "<=", inDays(60)]]) },
		{ label: __("Expired, to be renewed"), count: byStatus.Expired ?? 0, doctype: ORGANIZATION, filters: encodeFilters(status("Expired")) },
	];
	if (overdue) figures[2] = { label: __("Overdue with me"), count: overdue, doctype: FILING, filters: "", isAlarm: true };
	return figures;
}
