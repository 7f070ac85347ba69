import type { ReportColumn } from "@/api/reports";
import type { DocField, Value } from "@/types/meta";
import { isNumeric } from "./format";

export type Row = Record<string, Value>;

/** Report columns may be `Label:Type/Options:Width` texts or objects; rows may be lists or objects. */
export function toColumn(column: ReportColumn | string): ReportColumn {
	if (typeof column !== "string") return column;
	const [label, type = "Data", width] = column.split(":");
	const [fieldtype, options] = type.split("/");
	return { fieldname: label.toLowerCase().replace(/\W+/g, "_"), label, fieldtype: fieldtype || "Data", options, width };
}

export function toRows(result: (Row | Value[])[], columns: readonly ReportColumn[]): Row[] {
	return result.map((row) => (Array.isArray(row) ? Object.fromEntries(columns.map((column, i) => [column.fieldname, row[i]])) : row));
}

export const asField = (column: ReportColumn): DocField => ({ ...column, hidden: column.hidden ? 1 : 0 }) as DocField;

/** Sums of the additive columns, for reports that want a total and do not bring one. */
export function totals(rows: readonly Row[], columns: readonly ReportColumn[]): Row {
	const additive = columns.filter((column) => isNumeric(column.fieldtype) && column.fieldtype !== "Percent");
	return Object.fromEntries(additive.map((column) => [column.fieldname, rows.reduce((sum, row) => sum + (Number(row[column.fieldname]) || 0), 0)]));
}

export function sorted(rows: readonly Row[], fieldname: string, isDescending: boolean): Row[] {
	if (!fieldname) return [...rows];
	const direction = isDescending ? -1 : 1;
	return [...rows].sort((a, b) => last(a) - last(b) || direction * compare(a[fieldname], b[fieldname]));
}

/** A line of totals stays below, whatever the order. */
const last = (row: Row): number => (row.is_total_row ? 1 : 0);

function compare(a: Value, b: Value): number {
	const isNumber = typeof a === "number" || typeof b === "number";
	return isNumber ? (Number(a) || 0) - (Number(b) || 0) : String(a ?? "").localeCompare(String(b ?? ""), "zh");
}
