import { readMethod } from "./http";

export type ServerFilters = Record<string, unknown>;

export interface Card extends Counted {
	key: string;
	label: string;
}
/** A figure and the list that it was counted from. */
export interface Counted {
	value: number;
	doctype: string;
	filters: ServerFilters;
}
export interface Ranked extends Counted {
	region: string;
	name: string;
}
export interface Short extends Ranked {
	kind: string;
	target: number;
}
export interface Dashboard {
	region: string | null;
	as_of: string;
	regions: { name: string; region_name: string; level: string }[];
	cards: Card[];
	overdue: Ranked[];
	money: { committed: number; paid: number; left: number; doctype: string; filters: ServerFilters } | null;
	pilots: (Counted & { state: string; label: string })[];
	pilot_money: { received: number; used: number; left: number; doctype: string; filters: ServerFilters } | null;
	targets: { communities: number; reached: number; short: Short[] };
}

/** Figures of a region, or of everything that the user may see. */
export const getDashboard = (region?: string): Promise<Dashboard> =>
	readMethod<Dashboard>("cso_management.api.dashboard.get_dashboard", region ? { region } : {});
