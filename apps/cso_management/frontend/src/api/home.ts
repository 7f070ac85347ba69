import type { Doc } from "@/types/meta";
import { readMethod } from "./http";

export interface TodoState {
	state: string;
	count: number;
	overdue: number;
}

export interface HomeData {
	todo: TodoState[];
	latest: Doc[];
	mine: Doc[];
	ledger: { by_tier?: Record<string, number>; by_status?: Record<string, number>; ending_soon?: number; running?: number; running_states?: string[] };
	organizations: Doc[];
}

/** Everything the first page shows, in one request. */
export const getHome = (): Promise<HomeData> => readMethod<HomeData>("cso_management.api.home.get_home");
