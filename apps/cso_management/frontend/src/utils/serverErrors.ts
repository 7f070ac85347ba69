import type { DocField } from "@/types/meta";

/** Finds the field that a server's sentence speaks of, so that it can be shown there. */
export interface FieldError {
	fieldname: string | null;
	message: string;
}

type Labelled = Pick<DocField, "fieldname" | "label">;

export function assignErrors(messages: readonly string[], fields: readonly Labelled[]): FieldError[] {
	const candidates = fields.filter((field) => field.label).sort(longestLabelFirst);
	return messages.flatMap((message) => split(message)).map((message) => ({
		fieldname: candidates.find((field) => names(message, field))?.fieldname ?? null,
		message,
	}));
}

/** "Value missing for: A, B" names several fields in one sentence: one error each. */
function split(message: string): string[] {
	return message.split("\n").map((line) => line.trim()).filter(Boolean);
}

function names(message: string, field: Labelled): boolean {
	const labels = [field.label as string, __(field.label as string, null, "Field")];
	return labels.some((text) => text.length > 1 && message.includes(text)) || mentionsName(message, field.fieldname);
}

const mentionsName = (message: string, fieldname: string): boolean =>
	fieldname.includes("_") && new RegExp(`\\b${fieldname}\\b`).test(message);

const longestLabelFirst = (a: Labelled, b: Labelled): number =>
	__(b.label as string).length - __(a.label as string).length;
