/** What upholding an objection does to the matter that hangs out. */
export function effectOf(doctype: string | null): string {
	const effects: Record<string, string> = {
		"CSO Rural Pilot": __("If it is upheld, the village is not selected."),
		"CSO Provider Selection": __("If it is upheld, the selection fails and is held again."),
		"CSO Annual Review": __("If it is upheld, the conclusion is not published; the office above decides on it."),
	};
	return effects[doctype ?? ""] ?? __("If it is upheld, the notice ends with this result.");
}
