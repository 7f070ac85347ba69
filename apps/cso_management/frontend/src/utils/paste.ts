import type { DocField, Value } from "@/types/meta";
import { optionOf } from "./i18n";
import { parseNumber } from "./number";

const YES = new Set(["是", "1", "√", "✓", "yes", "y", "true"]);

/** Rows copied from a spreadsheet, by the names in their first line or else in the order of the fields. */
export function parseTable(text: string, fields: readonly DocField[]): Record<string, Value>[] {
	const lines = text.split(/\r?\n/).filter((line) => line.trim()).map((line) => line.split("\t").map((cell) => cell.trim()));
	if (!lines.length) return [];
	const heading = lines[0].map((cell) => byLabel(cell, fields));
	const hasHeading = heading.filter(Boolean).length >= Math.max(1, lines[0].length / 2);
	const columns = hasHeading ? heading : fields.slice(0, Math.max(...lines.map((line) => line.length)));
	return (hasHeading ? lines.slice(1) : lines).map((cells) => toRow(cells, columns));
}

const byLabel = (cell: string, fields: readonly DocField[]): DocField | undefined =>
	fields.find((field) => [field.label, __(field.label ?? "", null, "Field"), field.fieldname].includes(cell));

function toRow(cells: string[], columns: readonly (DocField | undefined)[]): Record<string, Value> {
	const row: Record<string, Value> = {};
	columns.forEach((field, index) => {
		const cell = cells[index];
		if (field && cell) row[field.fieldname] = convert(cell, field);
	});
	return row;
}

function convert(cell: string, field: DocField): Value {
	if (field.fieldtype === "Check") return YES.has(cell.toLowerCase()) ? 1 : 0;
	if (field.fieldtype === "Select") return option(cell, field);
	if (field.fieldtype === "Date") return isoDate(cell);
	if (["Int", "Float", "Currency", "Percent"].includes(field.fieldtype)) return parseNumber(cell) ?? cell;
	return cell;
}

const option = (cell: string, field: DocField): string =>
	(field.options ?? "").split("\n").find((line) => line === cell || optionOf(line, field) === cell) ?? cell;

function isoDate(cell: string): string {
	const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
	return match ? [match[1], match[2].padStart(2, "0"), match[3].padStart(2, "0")].join("-") : cell;
}
