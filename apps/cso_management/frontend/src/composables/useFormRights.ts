import { computed, type ComputedRef, type Ref } from "vue";
import { boot } from "@/boot";
import type { ApprovalCase } from "@/api/approvals";
import type { MetaBundle } from "@/api/documents";
import type { FilingCase } from "@/api/filing";
import { citedFields } from "@/domain/approvals";
import { isDrawnElsewhere, isRowLocked, mayWorkOn } from "@/domain/filing";
import { isLedgerLocked } from "@/domain/organization";
import type { Doc, DocField, DocInfo } from "@/types/meta";
import { fieldState, hidesMaskedTwin, levels, type Access, type FieldState } from "@/utils/fieldState";

/** What this person may see and change in the open document: the DocType's rights, the workflow's, the domain's. */
export interface FormRights {
	mayWrite: ComputedRef<boolean>;
	state: (field: DocField) => FieldState;
	rowState: (table: DocField, field: DocField, row: Doc) => FieldState;
	/** Rows of this table neither come nor go; some of their columns may still change. */
	hasFixedRows: (table: DocField) => boolean;
	/** Why the form, or a part of it, is closed to this person now; a sentence each. */
	closedBecause: ComputedRef<string[]>;
}

interface Editing {
	fields: string[];
	columns: Record<string, string[]>;
	why: string[];
}

interface OpenDocument {
	bundle: Ref<MetaBundle | null>;
	doc: Doc;
	info: Ref<DocInfo>;
	filing: Ref<FilingCase | null>;
	approval: Ref<ApprovalCase | null>;
	isNew: ComputedRef<boolean>;
}

const ALL_LEVELS: ReadonlySet<number> = new Set(Array(10).keys());
const HIDDEN: FieldState = { visible: false, required: false, readOnly: true };
const locked = (state: FieldState): FieldState => ({ ...state, readOnly: true, required: false });
const isAdministrator = boot.user === "Administrator";

export function useFormRights({ bundle, doc, info, filing, approval, isNew }: OpenDocument): FormRights {
	const meta = computed(() => bundle.value?.meta ?? null);
	const scope = () => ({ doc, roles: boot.roles, user: boot.user });

	/** What the server says is open in this document; it judges the same at every save. */
	const told = computed<Editing | null>(() => (isNew.value ? null : ((doc.__onload as { editing?: Editing } | undefined)?.editing ?? null)));

	const mayWrite = computed(() => {
		if (isNew.value) return true;
		if (told.value) return told.value.fields.length > 0;
		if (!(info.value.permissions?.write ?? 1)) return false;
		return filing.value ? mayWorkOn(filing.value) : !isLockedByWorkflow();
	});

	const access = computed<Access>(() => ({
		readLevels: permitted("read"),
		writeLevels: permitted("write"),
		mayWrite: mayWrite.value,
		isNew: isNew.value,
		docstatus: Number(doc.docstatus ?? 0),
		onlyFields: openFields(),
	}));

	/** While a case runs, only what the step opens may change; after a return only what was cited. */
	function openFields(): ReadonlySet<string> | null {
		if (told.value) return new Set(told.value.fields);
		const opened = approval.value?.editable_fields ?? [];
		if (filing.value) return new Set([...filing.value.editable, ...opened]);
		if (approval.value?.case.status === "Returned") return citedFields(approval.value.log);
		return ["Running", "Returned"].includes(approval.value?.case.status ?? "") ? new Set(opened) : null;
	}

	function permitted(right: "read" | "write"): ReadonlySet<number> {
		return isAdministrator ? ALL_LEVELS : levels(meta.value?.permissions ?? [], boot.roles, right);
	}

	/** Where a workflow says who may edit a state, others see it read-only. */
	function isLockedByWorkflow(): boolean {
		const workflow = meta.value?.__workflow_docs?.find((entry) => entry.doctype === "Workflow");
		if (!workflow || isAdministrator) return false;
		const current = doc[workflow.workflow_state_field ?? "workflow_state"];
		const rows = (workflow.states ?? []).filter((row: Doc) => row.state === current);
		return rows.length > 0 && !rows.some((row: Doc) => boot.roles.includes(row.allow_edit));
	}

	function state(field: DocField): FieldState {
		if (isDrawnElsewhere(doc, field.fieldname, isNew.value)) return HIDDEN;
		if (hidesMaskedTwin(field, meta.value?.fields ?? [], access.value)) return HIDDEN;
		if (approval.value?.hidden_fields?.includes(field.fieldname)) return HIDDEN;
		const found = fieldState(field, scope(), access.value);
		return isLedgerLocked(doc, field.fieldname, isNew.value) ? locked(found) : found;
	}

	function rowState(table: DocField, field: DocField, row: Doc): FieldState {
		const isClosed = told.value?.columns[table.fieldname]?.includes(field.fieldname);
		const rowAccess = { ...access.value, onlyFields: null, mayWrite: !isClosed && !state(table).readOnly };
		const siblings = bundle.value?.children[table.options ?? ""]?.fields ?? [];
		if (hidesMaskedTwin(field, siblings, rowAccess)) return HIDDEN;
		const found = fieldState(field, { ...scope(), doc: row, parent: doc }, rowAccess);
		return isRowLocked(doc, table.fieldname, field.fieldname, row) ? locked(found) : found;
	}

	const hasFixedRows = (table: DocField): boolean => Boolean(told.value?.columns[table.fieldname]);
	const closedBecause = computed(() => told.value?.why ?? []);

	return { mayWrite, closedBecause, state, rowState, hasFixedRows };
}
