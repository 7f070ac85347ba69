import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import { boot } from "@/boot";
import { getInbox, type Box, type Inbox, type InboxRow } from "@/api/approvals";
import { getWaiting } from "@/api/inbox";
import { ApiError } from "@/api/http";
import { FILING, offRouteStates } from "@/domain/filing";
import type { Doc } from "@/types/meta";
import { errorText } from "./useTask";

const BOXES: Box[] = ["todo", "done", "mine", "copied"];
const PAGE = 20;

/** The inbox over all processes; box and filters are in the address. */
export interface InboxView {
	box: ComputedRef<Box>;
	rows: Ref<InboxRow[]>;
	counts: Ref<Inbox["counts"] | null>;
	/** False where the site has no approval engine: the page then shows what it always showed. */
	hasEngine: Ref<boolean>;
	hasMore: Ref<boolean>;
	isLoading: Ref<boolean>;
	error: Ref<string>;
	text: (name: string) => string;
	change: (query: Record<string, string | undefined>) => void;
	reload: () => Promise<void>;
	more: () => Promise<void>;
}

export function useInbox(): InboxView {
	const route = useRoute();
	const router = useRouter();
	const rows = shallowRef<InboxRow[]>([]);
	const counts = ref<Inbox["counts"] | null>(null);
	const [hasEngine, hasMore, isLoading, error] = [ref(true), ref(false), ref(true), ref("")];
	const text = (name: string): string => (typeof route.query[name] === "string" ? (route.query[name] as string) : "");
	const box = computed<Box>(() => (BOXES.includes(text("box") as Box) ? (text("box") as Box) : "todo"));

	function change(query: Record<string, string | undefined>): void {
		const merged = { ...route.query, ...query };
		void router.replace({ query: Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) });
	}

	const ask = (start: number): Promise<Inbox> =>
		getInbox({ box: box.value, doctype: text("doctype") || undefined, light: text("light") || undefined, search: text("q") || undefined, start, limit: PAGE });

	/** What waits outside the engine (drafts, returned cases, certificates to be issued) joins the first page. */
	async function besides(): Promise<InboxRow[]> {
		if (box.value !== "todo" || (text("doctype") && text("doctype") !== FILING)) return [];
		const states = offRouteStates(boot.roles);
		const found = (await getWaiting(boot.roles).catch(() => [])).filter((row) => states.includes(row.workflow_state)).map(toRow);
		return found.filter((row) => row.title.includes(text("q")) && (!text("light") || row.light === text("light")));
	}

	let ticket = 0;
	async function reload(): Promise<void> {
		const mine = ++ticket;
		isLoading.value = true;
		error.value = "";
		try {
			const [found, others] = await Promise.all([ask(0), besides()]);
			if (mine !== ticket) return;
			const known = new Set(found.rows.map((row) => row.name));
			const extra = others.filter((row) => !known.has(row.name));
			rows.value = byDue([...found.rows, ...extra], box.value);
			counts.value = { ...found.counts, todo: found.counts.todo + (box.value === "todo" ? extra.length : 0) };
			hasMore.value = found.has_more;
		} catch (problem) {
			if (mine !== ticket) return;
			if (problem instanceof ApiError && isMissing(problem)) hasEngine.value = false;
			else error.value = errorText(problem);
		} finally {
			if (mine === ticket) isLoading.value = false;
		}
	}

	async function more(): Promise<void> {
		const engines = rows.value.filter((row) => row.case).length;
		const found = await ask(engines).catch(() => null);
		if (!found) return;
		rows.value = [...rows.value, ...found.rows];
		hasMore.value = found.has_more;
	}

	watch(() => (route.name === "tasks" ? JSON.stringify(route.query) : null), (query) => query !== null && void reload(), { immediate: true });
	return { box, rows, counts, hasEngine, hasMore, isLoading, error, text, change, reload, more };
}

/** A server without the engine has no such method. */
const isMissing = (problem: ApiError): boolean =>
	problem.status === 404 || ["ValidationError", "AttributeError", "ImportError", "ModuleNotFoundError"].includes(problem.type) || problem.status === 417;

function byDue(rows: InboxRow[], box: Box): InboxRow[] {
	if (box !== "todo") return rows;
	return [...rows].sort((a, b) => String(a.due_on ?? "9999").localeCompare(String(b.due_on ?? "9999")));
}

function toRow(doc: Doc): InboxRow {
	return {
		task: null, case: null, doctype: FILING, name: String(doc.name), title: String(doc.org_name || doc.name), step: "", step_label: "", state: doc.workflow_state,
		status: "Open", round: 1, due_on: doc.due_on ?? null, light: null, is_pool: 0, claimed_by: null, urged: 0, on_behalf_of: null,
		submitter: "", submitter_name: String(doc.region_full_name ?? ""), opened_at: String(doc.applied_on ?? ""), done_at: null, flagged: 0,
	};
}
