import type { Person } from "@/api/approvals";

/** The word after an @ that is being typed before the cursor; null when none is. */
export function mentionBeingTyped(text: string, cursor: number): string | null {
	const found = /(?:^|[\s，。；、（(])@([^\s@，。；、]{0,20})$/.exec(text.slice(0, cursor));
	return found ? found[1] : null;
}

/** The text with the person named in place of what was typed after the @. */
export function insertMention(text: string, cursor: number, person: Person): string {
	const at = text.slice(0, cursor).lastIndexOf("@");
	return `${text.slice(0, at)}@${person.full_name} ${text.slice(cursor)}`;
}

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The comment as Frappe keeps it: who is named gets a notice. Names that were deleted again count no more. */
export function toComment(text: string, people: readonly Person[]): string {
	let html = escape(text.trim());
	for (const person of people) {
		const name = escape(person.full_name);
		html = html.replaceAll(`@${name}`, `<span class="mention" data-id="${escape(person.user)}" data-value="${name}">@${name}</span>`);
	}
	return html.replaceAll("\n", "<br>");
}
