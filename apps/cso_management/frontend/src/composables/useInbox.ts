import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import { getInbox, type Box, type Inbox, type InboxRow } from "@/api/approvals";
import { byDue, withOthers } from "@/domain/inbox";
import { FILING } from "@/domain/filing";
import { waitingBesides } from "./loadTodo";
import { errorText } from "./useTask";
import { keepTrail } from "./useTrail";

const BOXES: Box[] = ["todo", "done", "mine", "copied"];
const PAGE = 20;

/** The inbox over all processes; box and filters are in the address. */
export interface InboxView {
	box: ComputedRef<Box>;
	rows: Ref<InboxRow[]>;
	counts: Ref<Inbox["counts"] | null>;
	/** Rows of the box for each kind of business. */
	kinds: Ref<Record<string, number>>;
	/** Kinds chosen in the address; none means all. */
	chosenKinds: ComputedRef<string[]>;
	isFiltered: ComputedRef<boolean>;
	hasMore: Ref<boolean>;
	isLoading: Ref<boolean>;
	error: Ref<string>;
	text: (name: string) => string;
	change: (query: Record<string, string | undefined>) => void;
	clear: () => void;
	reload: () => Promise<void>;
	more: () => Promise<void>;
}

export function useInbox(): InboxView {
	const route = useRoute();
	const router = useRouter();
	const rows = shallowRef<InboxRow[]>([]);
	const counts = ref<Inbox["counts"] | null>(null);
	const kinds = ref<Record<string, number>>({});
	const [hasMore, isLoading, error] = [ref(false), ref(true), ref("")];
	const text = (name: string): string => (typeof route.query[name] === "string" ? (route.query[name] as string) : "");
	const box = computed<Box>(() => (BOXES.includes(text("box") as Box) ? (text("box") as Box) : "todo"));
	const chosenKinds = computed(() => text("kind").split(",").filter(Boolean));
	const isFiltered = computed(() => ["q", "light", "kind", "region"].some((name) => text(name)));

	function change(query: Record<string, string | undefined>): void {
		const merged = { ...route.query, ...query };
		void router.replace({ query: Object.fromEntries(Object.entries(merged).filter(([, value]) => value)) });
	}
	const clear = (): void => change({ q: undefined, light: undefined, kind: undefined, region: undefined });

	const ask = (start: number): Promise<Inbox> =>
		getInbox({
			box: box.value, doctype: chosenKinds.value.length ? chosenKinds.value : undefined, light: text("light") || undefined,
			search: text("q") || undefined, region: text("region") || undefined, start, limit: PAGE,
		});

	const isWanted = (row: InboxRow): boolean =>
		row.title.includes(text("q")) && (!text("light") || row.light === text("light")) && (!chosenKinds.value.length || chosenKinds.value.includes(FILING));

	let ticket = 0;
	async function reload(): Promise<void> {
		const mine = ++ticket;
		isLoading.value = true;
		error.value = "";
		try {
			const [found, others] = await Promise.all([ask(0), waitingBesides(text("region"))]);
			if (mine === ticket) show(withOthers(found, others, box.value, isWanted));
		} catch (problem) {
			if (mine === ticket) error.value = errorText(problem);
		} finally {
			if (mine === ticket) isLoading.value = false;
		}
	}

	function show(found: Inbox): void {
		rows.value = box.value === "todo" ? byDue(found.rows) : found.rows;
		counts.value = found.counts;
		kinds.value = found.kinds;
		hasMore.value = found.has_more;
		if (box.value === "todo") keepTrail(rows.value);
	}

	async function more(): Promise<void> {
		try {
			const found = await ask(rows.value.filter((row) => row.case).length);
			rows.value = [...rows.value, ...found.rows];
			hasMore.value = found.has_more;
			if (box.value === "todo") keepTrail(rows.value);
		} catch (problem) {
			error.value = errorText(problem);
		}
	}

	watch(() => (route.name === "tasks" ? JSON.stringify(route.query) : null), (query) => query !== null && void reload(), { immediate: true });
	return { box, rows, counts, kinds, chosenKinds, isFiltered, hasMore, isLoading, error, text, change, clear, reload, more };
}
