import { hasRole } from "@/session";
import type { Doc } from "@/types/meta";

/** What a document can do beside being saved: a method of its own on the server. */
export interface DocumentAction {
	method: string;
	label: string;
	confirm?: string;
	/** Also for somebody who may not edit the document in its state; the server asks for the role. */
	beyondEditing?: boolean;
	shown: (doc: Doc) => boolean;
}

/** A booking in ERPNext that waits or failed. */
const bookAgain = (): DocumentAction => ({
	method: "book_again",
	label: __("Book again"),
	beyondEditing: true,
	shown: (doc) => ["To Book", "Booking Failed"].includes(String(doc.accounting_state)) && hasRole("CSO Finance Reviewer", "CSO Administrator", "System Manager"),
});

const isOpen = (doc: Doc): boolean => doc.status !== "Closed";

export function actionsOf(doctype: string): DocumentAction[] {
	const known: Record<string, () => DocumentAction[]> = {
		"CSO Annual Review Batch": () => [
			{ method: "generate", label: __("Make the reports"), confirm: __("Make a report for every organisation that is due?"), shown: isOpen },
			{ method: "close", label: __("Close the batch"), confirm: __("Close the batch? No more reports can be made in it."), shown: (doc) => doc.status === "Open" },
		],
		"CSO Rural Pilot Batch": () => [
			{ method: "open", label: __("Open for applications"), shown: (doc) => doc.status === "Draft" },
			{ method: "close", label: __("Close the batch"), confirm: __("Close the batch? Nobody can apply any more."), shown: (doc) => doc.status === "Open" },
		],
		"CSO Publicity Notice": () => [{ method: "publish", label: __("Hang it out"), confirm: __("Publish? A published notice is not changed any more."), shown: (doc) => doc.status === "Draft" }],
		"CSO Period Snapshot": () => [
			{ method: "take", label: __("Count again"), shown: (doc) => !doc.locked },
			{ method: "lock", label: __("Lock"), confirm: __("Lock these figures? Nobody can change them afterwards."), shown: (doc) => !doc.locked && hasRole("CSO Statistician") },
		],
		"CSO Service Contract": () => [bookAgain()],
		"CSO Payment Request": () => [bookAgain()],
		"CSO Score Sheet": () => [{ method: "hand_in", label: __("Hand in"), confirm: __("Hand in? The sheet cannot be changed afterwards."), shown: (doc) => doc.status === "Open" && hasRole("CSO Evaluation Expert") }],
	};
	return known[doctype]?.() ?? [];
}
