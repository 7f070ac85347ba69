import type { MetaBundle } from "@/api/documents";
import type { Doc, DocField, Value } from "@/types/meta";
import type { FieldState } from "./fieldState";

/** One thing to mend before a document can go on; `row` counts from 1. */
export interface Missing {
	fieldname: string;
	message: string;
	row?: number;
}

interface Checked {
	bundle: MetaBundle;
	doc: Doc;
	state: (field: DocField) => FieldState;
	rowState: (table: DocField, field: DocField, row: Doc) => FieldState;
}

const isEmpty = (value: Value): boolean => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/** Every mandatory field that is empty, in the order of the form. */
export function missingValues(form: Checked): Missing[] {
	return form.bundle.meta.fields.flatMap((field) => [...missingField(field, form), ...missingInRows(field, form)]);
}

function missingField(field: DocField, form: Checked): Missing[] {
	if (!form.state(field).required || !isEmpty(form.doc[field.fieldname])) return [];
	return [{ fieldname: field.fieldname, message: __("{0} must be filled in.", [__(field.label ?? field.fieldname, null, "Field")]) }];
}

function missingInRows(table: DocField, form: Checked): Missing[] {
	const rows = form.doc[table.fieldname];
	if (table.fieldtype !== "Table" || !Array.isArray(rows) || form.state(table).readOnly) return [];
	const fields = form.bundle.children[table.options ?? ""]?.fields ?? [];
	return rows.flatMap((row: Doc, index) => missingInRow(table, fields, row, index, form));
}

function missingInRow(table: DocField, fields: DocField[], row: Doc, index: number, form: Checked): Missing[] {
	return fields
		.filter((field) => isEmpty(row[field.fieldname]) && form.rowState(table, field, row).required)
		.map((field) => ({
			fieldname: table.fieldname,
			row: index + 1,
			message: __("{0}, row {1}: {2} must be filled in.", [
				__(table.label ?? table.fieldname, null, "Field"), index + 1, __(field.label ?? field.fieldname, null, "Field"),
			]),
		}));
}
