const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => SIGNS[sign]);

/** Lines as paragraphs of markup; an empty text stays empty. */
export const paragraphsOf = (text: string): string =>
	text ? text.split("\n").map((line) => `<p>${escaped(line) || "<br>"}</p>`).join("") : "";

/** Markup as lines, one a paragraph: what `paragraphsOf` made comes back as it was typed. */
export function plainOf(markup: string): string {
	if (!/<[a-z]/i.test(markup)) return markup;
	const lines = markup
		.replace(/<p[^>]*><br\s*\/?><\/p>/gi, "<p></p>")
		.replace(/<br\s*\/?>/gi, "\n")
		.replace(/<\/(p|li|div|h\d)>/gi, "\n");
	const parsed = new DOMParser().parseFromString(lines, "text/html");
	return (parsed.body.textContent ?? "").replace(/\n$/, "");
}
