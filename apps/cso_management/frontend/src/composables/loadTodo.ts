import { getInbox, type Inbox, type InboxRow } from "@/api/approvals";
import { getWaiting } from "@/api/inbox";
import { boot } from "@/boot";
import { offRouteStates } from "@/domain/filing";
import { byDue, fromDoc, withOthers } from "@/domain/inbox";

/** What waits outside the engine (drafts, returned cases, certificates to be issued) is to be done too. */
export async function waitingBesides(region = ""): Promise<InboxRow[]> {
	const states = offRouteStates(boot.roles);
	if (!states.length) return [];
	return (await getWaiting(states, region)).map(fromDoc);
}

/** The first rows of the whole inbox, most urgent first, with the same counts as the inbox itself. */
export async function loadTodo(limit: number): Promise<Inbox> {
	const [found, others] = await Promise.all([getInbox({ box: "todo", start: 0, limit }), waitingBesides()]);
	const all = withOthers(found, others, "todo", () => true);
	return { ...all, rows: byDue(all.rows).slice(0, limit) };
}
