import type { Doc } from "@/types/meta";

/** What was typed and not yet saved, kept in this browser: an expired session loses nothing. */
export interface Draft {
	doc: Doc;
	basedOn: string;
	savedAt: number;
}

const MAX_AGE = 7 * 24 * 3600 * 1000;
const prefix = (user: string): string => `cso:draft:${user}:`;
const keyOf = (user: string, doctype: string, name: string): string => `${prefix(user)}${doctype}:${name}`;

export function keepDraft(user: string, doctype: string, name: string, doc: Doc): void {
	const draft: Draft = { doc, basedOn: doc.modified ?? "", savedAt: Date.now() };
	try {
		localStorage.setItem(keyOf(user, doctype, name), JSON.stringify(draft));
	} catch {
		// A full or forbidden store must never stop someone from typing.
	}
}

export function readDraft(user: string, doctype: string, name: string): Draft | null {
	const text = localStorage.getItem(keyOf(user, doctype, name));
	if (!text) return null;
	try {
		const draft = JSON.parse(text) as Draft;
		return Date.now() - draft.savedAt < MAX_AGE ? draft : null;
	} catch {
		return null;
	}
}

export function dropDraft(user: string, doctype: string, name: string): void {
	localStorage.removeItem(keyOf(user, doctype, name));
}

export function clearDrafts(user: string): void {
	const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix(user)));
	for (const key of keys) localStorage.removeItem(key);
}
