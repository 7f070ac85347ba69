import { readMethod } from "./http";

export type ServerFilters = Record<string, unknown>;

export interface Card {
	key: string;
	label: string;
	value: number;
	doctype: string;
	filters: ServerFilters;
}
export interface Ranked {
	region: string;
	name: string;
	value: number;
}
export interface Short extends Ranked {
	kind: string;
	target: number;
}
export interface Dashboard {
	region: string | null;
	regions: { name: string; region_name: string; level: string }[];
	cards: Card[];
	overdue: Ranked[];
	money: { committed: number; paid: number; left: number; doctype: string; filters: ServerFilters } | null;
	pilots: { state: string; label: string; value: number; doctype: string }[];
	targets: { communities: number; reached: number; short: Short[] };
}

/** Figures of a region, or of everything that the user may see. */
export const getDashboard = (region?: string): Promise<Dashboard> =>
	readMethod<Dashboard>("cso_management.api.dashboard.get_dashboard", region ? { region } : {});
