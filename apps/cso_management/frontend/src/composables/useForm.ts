import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type InjectionKey, type Ref } from "vue";
import { boot } from "@/boot";
import { getApproval, type ApprovalCase } from "@/api/approvals";
import { getDoc, getMeta, insertDoc, saveDoc, type MetaBundle } from "@/api/documents";
import { getCase, type FilingCase } from "@/api/filing";
import { ApiError } from "@/api/http";
import { getHistory, type OrganizationHistory } from "@/api/organization";
import { FILING } from "@/domain/filing";
import { ORGANIZATION } from "@/domain/organization";
import type { Doc, DocInfo, DocTypeMeta, Value } from "@/types/meta";
import { changedFields, forServer, newDoc } from "@/utils/defaults";
import { dropDraft, keepDraft, readDraft, type Draft } from "@/utils/drafts";
import { stripTags } from "@/utils/format";
import { missingValues, type Missing } from "@/utils/mandatory";
import { assignErrors } from "@/utils/serverErrors";
import { useFormRights, type FormRights } from "./useFormRights";
import { rememberTitles } from "./useTitles";

/** One open document: values, rights, errors, draft. Pages and fields share it by injection. */
export interface Form extends FormRights {
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
	errors: Ref<Missing[]>;
	draft: Ref<Draft | null>;
	/** The version someone else saved meanwhile. */
	conflict: Ref<Doc | null>;
	load: () => Promise<void>;
	save: () => Promise<Doc | null>;
	set: (fieldname: string, value: Value) => void;
	take: (fresh: Doc) => void;
	errorOf: (fieldname: string) => string;
	showServerError: (problem: unknown) => Promise<void>;
	restoreDraft: () => void;
	discardDraft: () => void;
}

export const FORM: InjectionKey<Form> = Symbol("form");

const DRAFT_DELAY = 600;
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function useForm(doctype: string, name: string | null, given: Record<string, Value> = {}): Form {
	const bundle = shallowRef<MetaBundle | null>(null);
	const doc = reactive<Doc>({ doctype });
	const original = shallowRef<Doc>({ doctype });
	const info = ref<DocInfo>({});
	const filing = ref<FilingCase | null>(null);
	const approval = ref<ApprovalCase | null>(null);
	const history = ref<OrganizationHistory | null>(null);
	const errors = ref<Missing[]>([]);
	const draft = ref<Draft | null>(null);
	const conflict = ref<Doc | null>(null);
	const currentName = ref(name);

	const meta = computed(() => bundle.value?.meta ?? null);
	const isNew = computed(() => currentName.value === null);
	const isDirty = computed(() => changedFields(doc, original.value).length > 0);
	const draftName = computed(() => currentName.value ?? "new");
	const rights = useFormRights({ bundle, doc, info, filing, approval, isNew });

	function take(fresh: Doc): void {
		for (const key of Object.keys(doc)) delete doc[key];
		Object.assign(doc, copyOf(fresh));
		original.value = copyOf(fresh);
	}

	async function load(): Promise<void> {
		bundle.value = await getMeta(doctype);
		if (currentName.value === null) take(newDoc(bundle.value.meta, given, boot.user));
		else await loadSaved(currentName.value);
		errors.value = [];
		const found = readDraft(boot.user, doctype, draftName.value);
		draft.value = found && changedFields(found.doc, original.value).length ? found : null;
	}

	async function loadSaved(saved: string): Promise<void> {
		const [loaded, about, running, past] = await Promise.all([
			getDoc(doctype, saved),
			doctype === FILING ? getCase(saved) : null,
			meta.value?.istable || meta.value?.issingle ? null : getApproval(doctype, saved),
			doctype === ORGANIZATION ? getHistory(saved).catch(() => null) : null,
		]);
		info.value = loaded.info;
		filing.value = about;
		approval.value = running;
		history.value = past;
		rememberTitles(loaded.titles);
		take(loaded.doc);
	}

	function restoreDraft(): void {
		if (!draft.value) return;
		const stamp = doc.modified;
		Object.assign(doc, copyOf(draft.value.doc));
		// The draft's own stamp: if somebody saved meanwhile, saving must say so.
		if (stamp) doc.modified = draft.value.basedOn || stamp;
		draft.value = null;
	}

	function discardDraft(): void {
		dropDraft(boot.user, doctype, draftName.value);
		draft.value = null;
	}

	async function save(): Promise<Doc | null> {
		errors.value = missingValues({ bundle: bundle.value as MetaBundle, doc, ...rights });
		if (errors.value.length) return null;
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
		const fields = meta.value?.fields.filter((field) => rights.state(field).visible) ?? [];
		errors.value = assignErrors(messages, fields).map((error) => ({ ...error, fieldname: error.fieldname ?? "" }));
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
		timer = window.setTimeout(() => isDirty.value && keepDraft(boot.user, doctype, draftName.value, { ...doc }), DRAFT_DELAY);
	});

	return {
		doctype, bundle, meta, doc, info, filing, approval, history, isNew, isDirty, errors, draft, conflict,
		load, save, set, take, errorOf, showServerError, restoreDraft, discardDraft, ...rights,
	};
}
