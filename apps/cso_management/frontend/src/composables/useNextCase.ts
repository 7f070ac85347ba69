import { useRoute, useRouter } from "vue-router";
import { toast } from "frappe-ui";
import { actOn, getInbox } from "@/api/approvals";
import { newActId } from "@/domain/approvals";
import type { Doc } from "@/types/meta";
import { showError } from "./useTask";
import { nextWaiting, type Place } from "./useTrail";

/** Whoever works through an inbox goes straight to the next case; others are offered it. */
export function useNextCase(): (doc: Doc, done: string, mayUndo: boolean) => Promise<void> {
	const route = useRoute();
	const router = useRouter();

	/** The decision is taken: that the next case could not be found out is no reason to show an error. */
	async function nextOf(doc: Doc): Promise<Place | null> {
		const waiting = await getInbox({ box: "todo", limit: 50 }).then((found) => found.rows, () => []);
		return nextWaiting(waiting, String(doc.name));
	}

	const open = (place: Place, query = {}): void => void router.push({ name: "form", params: { doctype: place.doctype, name: place.name }, query });

	async function undo(doc: Doc): Promise<void> {
		try {
			await actOn(doc, "take_back", { act_id: newActId() });
			toast.success(__("Taken back"));
			open({ doctype: doc.doctype, name: String(doc.name), title: "" });
		} catch (problem) {
			showError(problem);
		}
	}

	return async (doc, done, mayUndo) => {
		const next = await nextOf(doc);
		const text = __("Done: {0}", [done]);
		if (route.query.from !== "inbox") {
			toast.success(text, { action: next ? { label: __("Next case"), onClick: () => open(next) } : undefined });
			return;
		}
		toast.success(text, { duration: 8000, action: mayUndo ? { label: __("Take back"), onClick: () => void undo(doc) } : undefined });
		if (next) open(next, { from: "inbox" });
		else void router.push({ name: "tasks" });
	};
}
