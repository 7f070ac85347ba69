import type { DocField } from "@/types/meta";

/** What every control is given by `FieldControl`. */
export interface ControlProps {
	field: DocField;
	id: string;
	label: string;
	required?: boolean;
	readOnly?: boolean;
	error?: string;
	description?: string;
	doctype?: string;
	docname?: string;
}
