import { FILING, waitingStates } from "@/domain/filing";
import type { Doc } from "@/types/meta";
import { getList } from "./documents";

const FIELDS = ["name", "org_name", "application_type", "workflow_state", "region", "region_full_name", "due_on", "applied_on", "modified"];

const filtersFor = (roles: readonly string[]): unknown[] => [["workflow_state", "in", waitingStates(roles)]];

/** What waits for this person, most urgent first; the server's row rules decide whose cases these are. */
export async function getWaiting(roles: readonly string[], limit = 50): Promise<Doc[]> {
	if (!waitingStates(roles).length) return [];
	const rows = await getList(FILING, { fields: FIELDS, filters: filtersFor(roles), order_by: "due_on asc", limit_page_length: limit });
	return [...rows].sort((a, b) => String(a.due_on ?? "9999").localeCompare(String(b.due_on ?? "9999")));
}

/** Cases this person has handled, newest first, out of the approval log. */
export async function getHandled(user: string, limit = 50): Promise<Doc[]> {
	return getList("CSO Approval Log", {
		fields: ["name", "reference_doctype", "reference_name", "action", "to_state", "opinion", "at"],
		filters: [["actor", "=", user]],
		order_by: "at desc",
		limit_page_length: limit,
	});
}

export const getMine = (user: string, limit = 50): Promise<Doc[]> =>
	getList(FILING, { fields: FIELDS, filters: [["owner", "=", user]], order_by: "modified desc", limit_page_length: limit });
