import { boot } from "@/boot";

/** What was written for an act and not yet sent, kept in this browser; it goes with the session like other drafts. */
export interface ActDraft {
	/** Names this one act: pressed again after an error or a reload, it counts once. */
	id: string;
	opinion: string;
	cited: { cited_field: string; cited_row?: string; label: string; problem: string; basis?: string }[];
	savedAt: number;
}

const MAX_AGE = 7 * 24 * 3600 * 1000;
const keyOf = (doctype: string, name: string, act: string): string => `cso:draft:${boot.user}:act:${doctype}:${name}:${act}`;

export function readActDraft(doctype: string, name: string, act: string): ActDraft | null {
	try {
		const found = JSON.parse(localStorage.getItem(keyOf(doctype, name, act)) ?? "null") as ActDraft | null;
		return found && Date.now() - found.savedAt < MAX_AGE ? found : null;
	} catch {
		return null;
	}
}

export function keepActDraft(doctype: string, name: string, act: string, draft: Omit<ActDraft, "savedAt">): void {
	try {
		localStorage.setItem(keyOf(doctype, name, act), JSON.stringify({ ...draft, savedAt: Date.now() }));
	} catch {
		// A full or forbidden store must never stop someone from deciding.
	}
}

export function dropActDraft(doctype: string, name: string, act: string): void {
	localStorage.removeItem(keyOf(doctype, name, act));
}
