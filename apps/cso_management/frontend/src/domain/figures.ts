import type { RouteLocationRaw } from "vue-router";
import type { HomeData } from "@/api/home";
import { encodeFilters, type Filter } from "@/utils/filters";
import { today } from "@/utils/siteClock";
import { FILING } from "./filing";

/** The numbers on top of the first page; each leads to the list that it counts. */
export interface Figure {
	label: string;
	count: number;
	route: RouteLocationRaw;
	isAlarm?: boolean;
}

const ORGANIZATION = "CSO Organization";
const status = (value: string): Filter[] => [["status", "=", value]];
const listOf = (doctype: string, filters: Filter[]): RouteLocationRaw => ({ name: "list", params: { doctype }, query: { filters: encodeFilters(filters) } });

/** None for whoever may not read the ledger; what is overdue with oneself comes before what will expire. */
export function figuresOf(home: HomeData, overdue: number): Figure[] {
	if (!home.ledger.by_status) return [];
	const byStatus = home.ledger.by_status;
	const underWay = (home.ledger.running_states ?? []).join(",");
	const late: Figure = { label: __("Overdue with me"), count: overdue, route: { name: "tasks", query: { light: "red" } }, isAlarm: true };
	const ending: Filter[] = [...status("Active"), ["valid_to", ">=", today()], ["valid_to", "<=", today(60)]];
	return [
		{ label: __("Active organisations"), count: byStatus.Active ?? 0, route: listOf(ORGANIZATION, status("Active")) },
		{ label: __("Applications under way"), count: home.ledger.running ?? 0, route: listOf(FILING, [["workflow_state", "in", underWay]]) },
		overdue ? late : { label: __("Expiring within 60 days"), count: home.ledger.ending_soon ?? 0, route: listOf(ORGANIZATION, ending) },
		{ label: __("Expired, to be renewed"), count: byStatus.Expired ?? 0, route: listOf(ORGANIZATION, status("Expired")) },
	];
}
