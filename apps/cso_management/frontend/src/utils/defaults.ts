import type { Doc, DocField, DocTypeMeta, Value } from "@/types/meta";
import { TABLE_TYPES, hasValue } from "./layout";
import { today } from "./siteClock";

/** A new document with the defaults of its DocType. */
export function newDoc(meta: DocTypeMeta, given: Record<string, Value> = {}, user = ""): Doc {
	const doc: Doc = { doctype: meta.name, docstatus: 0 };
	for (const field of meta.fields) {
		if (!hasValue(field)) continue;
		if (TABLE_TYPES.has(field.fieldtype)) doc[field.fieldname] = [];
		else {
			const value = defaultOf(field, user);
			if (value !== undefined) doc[field.fieldname] = value;
		}
	}
	return Object.assign(doc, given);
}

function defaultOf(field: DocField, user: string): Value {
	const text = field.default;
	if (field.fieldtype === "Check") return Number(text) || 0;
	if (text === null || text === undefined || text === "") return firstOption(field);
	if (text === "__user") return user;
	if (text.toLowerCase() === "today") return today();
	if (text.toLowerCase() === "now" || text.startsWith(":")) return undefined;
	return ["Int", "Float", "Currency", "Percent"].includes(field.fieldtype) ? Number(text) : text;
}

/** A mandatory Select without an empty line starts on its first option, as in Frappe. */
function firstOption(field: DocField): Value {
	if (field.fieldtype !== "Select" || !field.options || !field.reqd) return undefined;
	return field.options.split("\n")[0] || undefined;
}

let rowCount = 0;
export function newRow(meta: DocTypeMeta, parentfield: string, idx: number): Doc {
	rowCount += 1;
	return { ...newDoc(meta), name: `new-row-${rowCount}`, __islocal: 1, parentfield, idx };
}

/** What travels to the server: rows made here lose the names made here. */
export function forServer(doc: Doc): Doc {
	const copy = JSON.parse(JSON.stringify(doc)) as Doc;
	for (const value of Object.values(copy)) {
		if (!Array.isArray(value)) continue;
		value.forEach((row, index) => {
			if (row && typeof row === "object") {
				row.idx = index + 1;
				if (row.__islocal) delete row.name;
			}
		});
	}
	return copy;
}

const IGNORED = new Set(["modified", "modified_by", "creation", "owner", "idx", "docstatus", "__onload", "__last_sync_on"]);

/** The fields in which two copies of a document differ. */
export function changedFields(mine: Doc, theirs: Doc): string[] {
	const keys = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
	return [...keys].filter((key) => !IGNORED.has(key) && !key.startsWith("_") && !same(mine[key], theirs[key]));
}

function same(a: Value, b: Value): boolean {
	return JSON.stringify(normalise(a)) === JSON.stringify(normalise(b));
}

function normalise(value: Value): Value {
	if (value === undefined || value === "" || value === null) return null;
	if (!Array.isArray(value)) return typeof value === "number" ? String(value) : value;
	return value.map((row) => Object.fromEntries(rowValues(row)));
}

const rowValues = (row: Record<string, Value>): [string, Value][] =>
	Object.entries(row)
		.filter(([key, value]) => !IGNORED.has(key) && !key.startsWith("_") && !["name", "parent", "parenttype", "parentfield", "doctype"].includes(key) && value !== null && value !== "" && value !== 0)
		.map(([key, value]): [string, Value] => [key, String(value)])
		.sort(([a], [b]) => a.localeCompare(b));
