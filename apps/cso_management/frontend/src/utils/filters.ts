import type { DocField } from "@/types/meta";

/** One condition of a list, in the shape Frappe takes: [field, operator, value]. */
export type Filter = [fieldname: string, operator: string, value: string];

export interface Operator {
	value: string;
	label: string;
}

const NUMBERS = ["=", ">=", "<=", "!="];
const BY_TYPE: Record<string, string[]> = {
	Check: ["="],
	Select: ["=", "!=", "is"],
	Link: ["=", "!=", "descendants of (inclusive)", "is"],
	Date: [">=", "<=", "=", "is"],
	Datetime: [">=", "<="],
	Int: NUMBERS,
	Float: NUMBERS,
	Currency: NUMBERS,
	Percent: NUMBERS,
};
const TEXT = ["like", "=", "!=", "is"];

const label = (operator: string): string =>
	({
		"=": __("is equal to"),
		"!=": __("is not equal to"),
		">=": __("is at least"),
		"<=": __("is at most"),
		like: __("contains"),
		is: __("is set or not"),
		in: __("is one of"),
		"not in": __("is none of"),
		"descendants of (inclusive)": __("is within"),
	})[operator] ?? operator;

export function operatorsFor(field: DocField): Operator[] {
	return (BY_TYPE[field.fieldtype] ?? TEXT).map((value) => ({ value, label: label(value) }));
}

export const describeOperator = label;

/** Filters as the server takes them: `like` gets its wildcards, empty ones are dropped. */
export function toServerFilters(filters: readonly Filter[]): Filter[] {
	return filters.filter(([, , value]) => value !== "").map(withWildcards);
}

function withWildcards([fieldname, operator, value]: Filter): Filter {
	if (operator !== "like" || value.includes("%")) return [fieldname, operator, value];
	return [fieldname, operator, `%${value}%`];
}

/** Filters as a server function names them, `{field: value}` or `{field: [operator, value]}`. */
export function fromServerFilters(filters: Record<string, unknown>): Filter[] {
	return Object.entries(filters).map(([fieldname, rule]): Filter => {
		const [operator, value] = Array.isArray(rule) ? rule : ["=", rule];
		return [fieldname, String(operator), Array.isArray(value) ? value.join(",") : String(value)];
	});
}

/** Filters in the address: `status:=:Active;region:=:990121`. Values are escaped, so any text survives. */
export function encodeFilters(filters: readonly Filter[]): string {
	return filters.map((filter) => filter.map(encodeURIComponent).join(":")).join(";");
}

export function decodeFilters(text: unknown): Filter[] {
	if (typeof text !== "string" || !text) return [];
	return text.split(";").flatMap((part) => decodeOne(part));
}

function decodeOne(part: string): Filter[] {
	try {
		const [fieldname, operator, value] = part.split(":").map(decodeURIComponent);
		return fieldname && operator && value !== undefined ? [[fieldname, operator, value]] : [];
	} catch {
		return [];
	}
}
