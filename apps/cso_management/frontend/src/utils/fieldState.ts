import type { DocField, DocPerm } from "@/types/meta";
import { holds, type Scope } from "./expr";

/** What a user may see and do with one field, out of the meta, the rights and the conditions. */
export interface Access {
	readLevels: ReadonlySet<number>;
	writeLevels: ReadonlySet<number>;
	/** Rights on the document as a whole. */
	mayWrite: boolean;
	isNew: boolean;
	docstatus: number;
	/** In a returned case only these may change; null means no such limit. */
	onlyFields: ReadonlySet<string> | null;
}

export interface FieldState {
	visible: boolean;
	required: boolean;
	readOnly: boolean;
}

export function levels(permissions: readonly DocPerm[], roles: readonly string[], right: "read" | "write"): Set<number> {
	const granted = permissions.filter((row) => row[right] && (roles.includes(row.role) || row.role === "All"));
	return new Set(granted.map((row) => row.permlevel ?? 0));
}

export function fieldState(field: DocField, scope: Scope, access: Access): FieldState {
	const level = field.permlevel ?? 0;
	const visible = !field.hidden && mayRead(level, access) && holds(field.depends_on, scope, true);
	const readOnly = isReadOnly(field, level, scope, access);
	const required = visible && !readOnly && (Boolean(field.reqd) || holds(field.mandatory_depends_on, scope, false));
	return { visible, required, readOnly };
}

const mayRead = (level: number, access: Access): boolean => level === 0 || access.readLevels.has(level);

function isReadOnly(field: DocField, level: number, scope: Scope, access: Access): boolean {
	if (!access.mayWrite || field.read_only || access.docstatus === 2) return true;
	if (access.onlyFields && !access.onlyFields.has(field.fieldname)) return true;
	if (level > 0 && !access.writeLevels.has(level)) return true;
	if (access.docstatus === 1 && !field.allow_on_submit) return true;
	if (field.set_only_once && !access.isNew && scope.doc[field.fieldname]) return true;
	return holds(field.read_only_depends_on, scope, false);
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === "" || value === 0 || (Array.isArray(value) && !value.length);

/** Computed values and what nobody may type say nothing while they are empty. */
export function saysNothing(field: DocField, state: FieldState, value: unknown, isNew: boolean): boolean {
	return state.readOnly && isEmpty(value) && (isNew || Boolean(field.read_only));
}

/** A masked twin (`id_no_masked`) is shown only to those who may not read the full value. */
export function hidesMaskedTwin(field: DocField, fields: readonly DocField[], access: Access): boolean {
	if (!field.fieldname.endsWith("_masked")) return false;
	const stem = field.fieldname.slice(0, -"_masked".length);
	return fields.some((twin) => {
		const isTwin = twin !== field && (twin.fieldname === stem || twin.fieldname.startsWith(`${stem}_`));
		return isTwin && (twin.permlevel ?? 0) > 0 && mayRead(twin.permlevel ?? 0, access);
	});
}
