import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { checkRoute, getRoute, getRouteOptions, saveRoute, STEP, type Problem, type RouteCheck, type RouteDoc, type RouteOptions, type RouteStep } from "@/api/routes";
import { contentOf, restored } from "@/domain/routeContent";
import { forServer } from "@/utils/defaults";

/** A route being drawn: its steps, which of them is open, what the engine finds wrong, and the way back. */
export interface Designer {
	doc: Ref<RouteDoc | null>;
	options: Ref<RouteOptions | null>;
	check: Ref<RouteCheck>;
	isChecking: Ref<boolean>;
	chosen: Ref<number>;
	step: ComputedRef<RouteStep | null>;
	isDirty: ComputedRef<boolean>;
	canUndo: ComputedRef<boolean>;
	load: () => Promise<void>;
	save: () => Promise<void>;
	undo: () => void;
	addAfter: (index: number) => void;
	remove: (index: number) => void;
	move: (index: number, by: number) => void;
	problemsOf: (step: RouteStep) => Problem[];
	drawn: () => RouteDoc;
}

const EMPTY: RouteCheck = { problems: [], hints: [], sentences: {}, conditions: {}, ways: {}, scenarios: [], changed: 0 };
const WAIT = 600;
const MOST_STEPS_BACK = 50;

export function useDesigner(name: string): Designer {
	const doc = ref<RouteDoc | null>(null);
	const options = shallowRef<RouteOptions | null>(null);
	const check = shallowRef<RouteCheck>(EMPTY);
	const isChecking = ref(false);
	const chosen = ref(-1);
	const stored = ref("");
	const past = ref<string[]>([]);
	const step = computed(() => doc.value?.steps[chosen.value] ?? null);
	const isDirty = computed(() => doc.value !== null && contentOf(doc.value) !== stored.value);
	const canUndo = computed(() => past.value.length > 1);
	const drawn = (): RouteDoc => forServer(doc.value as RouteDoc) as RouteDoc;

	async function load(): Promise<void> {
		const found = await getRoute(name);
		options.value = await getRouteOptions(found.document_type);
		doc.value = { ...found, steps: found.steps ?? [], scenarios: found.scenarios ?? [] };
		stored.value = contentOf(doc.value);
		check.value = { ...check.value, changed: 0 };
		remember();
		await verify();
	}

	let ticket = 0;
	async function verify(): Promise<void> {
		if (!doc.value) return;
		const mine = ++ticket;
		isChecking.value = true;
		const found = await checkRoute(drawn()).catch(() => null);
		if (mine !== ticket) return; // A slow older answer never overwrites a newer one.
		if (found) check.value = found;
		isChecking.value = false;
	}

	let timer = 0;
	watch(doc, () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(() => (remember(), void verify()), WAIT);
	}, { deep: true });

	function remember(): void {
		if (!doc.value) return;
		const now = contentOf(doc.value);
		if (past.value[past.value.length - 1] !== now) past.value = [...past.value, now].slice(-MOST_STEPS_BACK);
	}

	function undo(): void {
		remember();
		if (past.value.length < 2 || !doc.value) return;
		past.value = past.value.slice(0, -1);
		doc.value = restored(past.value[past.value.length - 1], doc.value);
		if (!doc.value.steps[chosen.value]) chosen.value = -1;
	}

	async function save(): Promise<void> {
		if (!doc.value) return;
		await saveRoute(drawn());
		await load();
	}

	function addAfter(index: number): void {
		const route = doc.value;
		if (!route) return;
		remember();
		const key = freeKey(route.steps.map((row) => row.step_key));
		const fresh: RouteStep = { ...DEFAULTS, doctype: STEP, name: `new-${key}`, __islocal: 1, step_key: key, label: __("New step"), state: route.steps[index]?.state ?? options.value?.states[0] ?? "" };
		route.steps.splice(index + 1, 0, fresh);
		chosen.value = index + 1;
	}

	function remove(index: number): void {
		remember();
		doc.value?.steps.splice(index, 1);
		chosen.value = -1;
	}

	function move(index: number, by: number): void {
		const steps = doc.value?.steps;
		if (!steps || !steps[index + by]) return;
		remember();
		const open = step.value;
		steps.splice(index + by, 0, ...steps.splice(index, 1));
		chosen.value = open ? steps.findIndex((row) => row.step_key === open.step_key) : -1;
	}

	const problemsOf = (row: RouteStep): Problem[] => check.value.problems.filter((problem) => problem.step === row.step_key);

	return { doc, options, check, isChecking, chosen, step, isDirty, canUndo, load, save, undo, addAfter, remove, move, problemsOf, drawn };
}

const DEFAULTS = { mode: "any", needed_unit: "count", on_nobody: "block", on_submitter: "block", on_decided_before: "ask again", on_away: "delegate", limit_unit: "Working Day", opinion_rule: "negative", signature: "none", resubmit: "first" };

export function freeKey(taken: readonly string[]): string {
	let number = taken.length + 1;
	while (taken.includes(`step-${number}`)) number++;
	return `step-${number}`;
}
