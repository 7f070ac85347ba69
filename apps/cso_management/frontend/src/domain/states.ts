import type { DocField } from "@/types/meta";

/** A step of a workflow, or a status out of a list of words: an organisation is "in order", a contract "in force". */
export function stateContext(field: DocField): "State" | "Field" | "" {
	if (field.options === "Workflow State") return "State";
	return field.fieldname === "status" && field.fieldtype === "Select" ? "Field" : "";
}

export const isStateField = (field: DocField): boolean => stateContext(field) !== "";
