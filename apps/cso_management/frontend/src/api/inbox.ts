import { FILING } from "@/domain/filing";
import type { Doc } from "@/types/meta";
import { getList } from "./documents";

const FIELDS = ["name", "org_name", "application_type", "workflow_state", "region", "region_full_name", "due_on", "applied_on", "modified"];

/** Applications in these states, most urgent first; the server's row rules decide whose cases these are. */
export async function getWaiting(states: readonly string[], region = "", limit = 50): Promise<Doc[]> {
	if (!states.length) return [];
	const place = region ? [["region", "descendants of (inclusive)", region]] : [];
	const filters = [["workflow_state", "in", states], ...place];
	return getList(FILING, { fields: FIELDS, filters, order_by: "due_on asc", limit_page_length: limit });
}
