import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type InjectionKey, type Ref } from "vue";
import { boot } from "@/boot";
import { ApiError } from "@/api/http";
import { getDoc, getMeta, insertDoc, saveDoc, type MetaBundle } from "@/api/documents";
import type { Doc, DocField, DocInfo, DocTypeMeta, Value } from "@/types/meta";
import { changedFields, forServer, newDoc } from "@/utils/defaults";
import { dropDraft, keepDraft, readDraft, type Draft } from "@/utils/drafts";
import { fieldState, hidesMaskedTwin, levels, type Access, type FieldState } from "@/utils/fieldState";
import { stripTags } from "@/utils/format";
import { assignErrors } from "@/utils/serverErrors";
import { isLedgerLocked, ORGANIZATION } from "@/domain/organization";
import { getHistory, type OrganizationHistory } from "@/api/organization";
import { missingValues, type Missing } from "@/utils/mandatory";
import { rememberTitles } from "./useTitles";
import { getCase, type FilingCase } from "@/api/filing";
import { getApproval, type ApprovalCase } from "@/api/approvals";
import { FILING, isDrawnElsewhere, isRowLocked, mayWorkOn } from "@/domain/filing";

/** One open document: values, rights, errors, draft. Pages and fields share it by injection. */
export interface Form {
	doctype: string;
	bundle: Ref<MetaBundle | null>;
	meta: ComputedRef<DocTypeMeta | null>;
	doc: Doc;
	info: Ref<DocInfo>;
	/** What the filing pages know beyond the document; null for other DocTypes. */
	filing: Ref<FilingCase | null>;
	/** The document's case in the approval engine; null where none runs. */
	approval: Ref<ApprovalCase | null>;
	/** The same for an organisation of the ledger. */
	history: Ref<OrganizationHistory | null>;
	isNew: ComputedRef<boolean>;
	isDirty: ComputedRef<boolean>;
	mayWrite: ComputedRef<boolean>;
	errors: Ref<Missing[]>;
	draft: Ref<Draft | null>;
	conflict: Ref<Doc | null>;
	onlyFields: ComputedRef<ReadonlySet<string> | null>;
	load: () => Promise<void>;
	save: () => Promise<Doc | null>;
	set: (fieldname: string, value: Value) => void;
	take: (fresh: Doc) => void;
	state: (field: DocField) => FieldState;
	rowState: (table: DocField, field: DocField, row: Doc) => FieldState;
	errorOf: (fieldname: string) => string;
	showServerError: (problem: unknown) => void;
	restoreDraft: () => void;
	discardDraft: () => void;
	validate: () => boolean;
}

export const FORM: InjectionKey<Form> = Symbol("form");

export function useForm(doctype: string, name: string | null, given: Record<string, Value> = {}): Form {
	const bundle = shallowRef<MetaBundle | null>(null);
	const doc = reactive<Doc>({ doctype });
	const original = shallowRef<Doc>({ doctype });
	const info = ref<DocInfo>({});
	const errors = ref<Missing[]>([]);
	const draft = ref<Draft | null>(null);
	const conflict = ref<Doc | null>(null);
	const filing = ref<FilingCase | null>(null);
	const approval = ref<ApprovalCase | null>(null);
	const history = ref<OrganizationHistory | null>(null);
	const currentName = ref(name);

	const meta = computed(() => bundle.value?.meta ?? null);
	const isNew = computed(() => currentName.value === null);
	const isDirty = computed(() => changedFields(doc, original.value).length > 0);
	const draftName = computed(() => currentName.value ?? "new");
	const mayWrite = computed(() => (isNew.value ? true : Boolean(info.value.permissions?.write ?? 1)) && (filing.value ? mayWorkOn(filing.value) : !isLocked()));
	const onlyFields = computed(() => openFields());

	/** While a case runs, only what the step opens may change. */
	function openFields(): ReadonlySet<string> | null {
		const opened = approval.value?.task?.editable_fields ?? [];
		if (filing.value) return new Set([...filing.value.editable, ...opened]);
		return approval.value?.case.status === "Running" ? new Set(opened) : null;
	}

	const access = computed<Access>(() => ({
		readLevels: permitted("read"),
		writeLevels: permitted("write"),
		mayWrite: mayWrite.value,
		isNew: isNew.value,
		docstatus: Number(doc.docstatus ?? 0),
		onlyFields: onlyFields.value,
	}));

	function permitted(right: "read" | "write"): Set<number> {
		if (boot.user === "Administrator") return new Set([...Array(10).keys()]);
		return levels(meta.value?.permissions ?? [], boot.roles, right);
	}

	/** Where a workflow says who may edit a state, others see it read-only. */
	function isLocked(): boolean {
		const workflow = meta.value?.__workflow_docs?.find((entry) => entry.doctype === "Workflow");
		if (!workflow || boot.user === "Administrator") return false;
		const state = doc[workflow.workflow_state_field ?? "workflow_state"];
		const rows = (workflow.states ?? []).filter((row: Doc) => row.state === state);
		return rows.length > 0 && !rows.some((row: Doc) => boot.roles.includes(row.allow_edit));
	}

	function take(fresh: Doc): void {
		for (const key of Object.keys(doc)) delete doc[key];
		Object.assign(doc, JSON.parse(JSON.stringify(fresh)));
		original.value = JSON.parse(JSON.stringify(fresh));
	}

	async function load(): Promise<void> {
		bundle.value = await getMeta(doctype);
		if (currentName.value === null) take(newDoc(bundle.value.meta, given, boot.user));
		else {
			const [loaded, about, running, past] = await Promise.all([
				getDoc(doctype, currentName.value),
				doctype === FILING ? getCase(currentName.value) : null,
				bundle.value.meta.istable || bundle.value.meta.issingle ? null : getApproval(doctype, currentName.value),
				doctype === ORGANIZATION ? getHistory(currentName.value).catch(() => null) : null,
			]);
			info.value = loaded.info;
			rememberTitles(loaded.titles);
			filing.value = about;
			approval.value = running;
			history.value = past;
			take(loaded.doc);
		}
		errors.value = [];
		const found = readDraft(boot.user, doctype, draftName.value);
		draft.value = found && changedFields(found.doc, original.value).length ? found : null;
	}

	function restoreDraft(): void {
		if (!draft.value) return;
		const stamp = doc.modified;
		Object.assign(doc, JSON.parse(JSON.stringify(draft.value.doc)));
		if (stamp) doc.modified = draft.value.basedOn || stamp;
		draft.value = null;
	}

	function discardDraft(): void {
		dropDraft(boot.user, doctype, draftName.value);
		draft.value = null;
	}

	function validate(): boolean {
		const form = { bundle: bundle.value as MetaBundle, doc, state, rowState };
		errors.value = missingValues(form);
		return errors.value.length === 0;
	}

	async function save(): Promise<Doc | null> {
		if (!validate()) return null;
		try {
			const saved = isNew.value ? await insertDoc(forServer(doc)) : await saveDoc(forServer(doc));
			discardDraft();
			doc.name = saved.name;
			currentName.value = saved.name ?? null;
			await load();
			return saved;
		} catch (problem) {
			await showServerError(problem);
			return null;
		}
	}

	async function showServerError(problem: unknown): Promise<void> {
		if (!(problem instanceof ApiError)) throw problem;
		if (problem.type === "TimestampMismatchError" && currentName.value) {
			conflict.value = (await getDoc(doctype, currentName.value)).doc;
			return;
		}
		const messages = problem.messages.map((entry) => stripTags(entry.message));
		const fields = meta.value?.fields.filter((field) => state(field).visible) ?? [];
		errors.value = assignErrors(messages, fields).map((error) => ({ ...error, fieldname: error.fieldname ?? "" }));
	}

	const scope = () => ({ doc, roles: boot.roles, user: boot.user });

	function state(field: DocField): FieldState {
		const result = fieldState(field, scope(), access.value);
		if (isDrawnElsewhere(doc, field.fieldname, isNew.value)) return { ...result, visible: false, required: false };
		if (approval.value?.task?.hidden_fields.includes(field.fieldname)) return { ...result, visible: false, required: false };
		if (isLedgerLocked(doc, field.fieldname, isNew.value)) return { ...result, readOnly: true, required: false };
		const isTwin = hidesMaskedTwin(field, meta.value?.fields ?? [], access.value);
		return isTwin ? { ...result, visible: false } : result;
	}

	function rowState(table: DocField, field: DocField, row: Doc): FieldState {
		const tableIsLocked = state(table).readOnly;
		const rowAccess = { ...access.value, onlyFields: null, mayWrite: !tableIsLocked };
		const found = fieldState(field, { doc: row, parent: doc, roles: boot.roles, user: boot.user }, rowAccess);
		const result = isRowLocked(doc, table.fieldname, field.fieldname, row) ? { ...found, readOnly: true, required: false } : found;
		const siblings = bundle.value?.children[table.options ?? ""]?.fields ?? [];
		return hidesMaskedTwin(field, siblings, rowAccess) ? { ...result, visible: false } : result;
	}

	function set(fieldname: string, value: Value): void {
		doc[fieldname] = value;
		errors.value = errors.value.filter((error) => error.fieldname !== fieldname);
	}

	const errorOf = (fieldname: string): string =>
		errors.value.filter((error) => error.fieldname === fieldname).map((error) => error.message).join("\n");

	let timer = 0;
	watch(doc, () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(() => {
			if (isDirty.value) keepDraft(boot.user, doctype, draftName.value, { ...doc });
		}, 600);
	});

	return {
		doctype, bundle, meta, doc, info, filing, approval, history, isNew, isDirty, mayWrite, errors, draft, conflict, onlyFields,
		load, save, set, take, state, rowState, errorOf, showServerError, restoreDraft, discardDraft, validate,
	};
}
