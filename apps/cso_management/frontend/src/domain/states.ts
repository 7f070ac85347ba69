import type { DocField } from "@/types/meta";
import { optionOf } from "@/utils/i18n";

/** A step of a workflow, or a status out of a list of words: an organisation is "in order", a contract "in force". */
export function stateContext(field: DocField): "State" | "Field" | "" {
	if (field.options === "Workflow State") return "State";
	return field.fieldname === "status" && field.fieldtype === "Select" ? "Field" : "";
}

/** The name of a state, or of a status in the words of its DocType. */
export const stateLabel = (value: string, field: DocField): string =>
	stateContext(field) === "State" ? __(value, null, "State") : optionOf(value, field);

export const isStateField = (field: DocField): boolean => stateContext(field) !== "";
