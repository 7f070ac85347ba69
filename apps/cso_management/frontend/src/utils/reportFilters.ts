import jsep, { type Expression } from "jsep";
import type { DocField, Value } from "@/types/meta";
import type { ReportFilters } from "@/api/reports";
import { today } from "./siteClock";

/** A report's filters: rows of the Report document, or the plain data in its script, which may also add a default. */
export function readFilters(script: string, rows: readonly DocField[]): DocField[] {
	const scripted = fromScript(script);
	const found = rows.length ? rows.map((row) => withDefault(row, scripted)) : scripted;
	return found.filter((field) => field.fieldname && field.fieldtype);
}

function withDefault(row: DocField & { mandatory?: 0 | 1 }, scripted: readonly DocField[]): DocField {
	const twin = scripted.find((field) => field.fieldname === row.fieldname);
	return { ...row, reqd: row.mandatory || row.reqd || twin?.reqd, default: row.default || twin?.default };
}

export function defaultFilters(fields: readonly DocField[]): ReportFilters {
	return Object.fromEntries(fields.map((field) => [field.fieldname, defaultOf(field)]).filter(([, value]) => value !== undefined));
}

function defaultOf(field: DocField): Value {
	const text = field.default;
	if (text == null || text === "") return undefined;
	return String(text).toLowerCase() === "today" ? today() : text;
}

/** `filters: [ {...}, ... ]` out of a report's script, read as data; anything computed is left out. */
function fromScript(script: string): DocField[] {
	const start = script.search(/filters\s*:\s*\[/);
	if (start < 0) return [];
	return objects(script.slice(script.indexOf("[", start) + 1)).map(toField).filter((field) => field.fieldname);
}

/** The top-level `{...}` texts of a list. */
function objects(text: string): string[] {
	const found: string[] = [];
	let depth = 0;
	let begin = 0;
	for (let i = 0; i < text.length; i++) {
		if (text[i] === "{" && depth++ === 0) begin = i + 1;
		else if (text[i] === "}" && --depth === 0) found.push(text.slice(begin, i));
		else if (text[i] === "]" && depth === 0) break;
	}
	return found;
}

const KEYS = ["fieldname", "label", "fieldtype", "options", "default", "reqd"];

function toField(text: string): DocField {
	const field: Record<string, Value> = {};
	for (const key of KEYS) {
		const match = new RegExp(`\\b${key}\\s*:\\s*(\\[[^\\]]*\\]|__\\([^)]*\\)|"[^"]*"|'[^']*'|[\\w.]+\\([^)]*\\)|[\\w.]+)`).exec(text);
		const value = match ? literal(match[1]) : undefined;
		if (value !== undefined) field[key] = Array.isArray(value) ? value.join("\n") : value;
	}
	return field as unknown as DocField;
}

function literal(text: string): Value {
	if (/get_today|nowdate|now_date/.test(text)) return "today";
	try {
		return valueOf(jsep(text));
	} catch {
		return undefined;
	}
}

function valueOf(node: Expression): Value {
	const any = node as Expression & Record<string, Value>;
	if (node.type === "Literal") return any.value;
	if (node.type === "ArrayExpression") return any.elements.map(valueOf);
	if (node.type === "CallExpression" && any.callee.name === "__") return valueOf(any.arguments[0]);
	if (node.type === "Identifier") return { true: 1, false: 0 }[String(any.name)];
	return undefined;
}
