import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { checkRoute, getRoute, getRouteOptions, saveRoute, STEP, type RouteCheck, type RouteDoc, type RouteOptions, type RouteStep } from "@/api/routes";
import { forServer } from "@/utils/defaults";

/** A route being drawn: its steps, which of them is open, and what the engine finds wrong. */
export interface Designer {
	doc: Ref<RouteDoc | null>;
	options: Ref<RouteOptions | null>;
	check: Ref<RouteCheck>;
	chosen: Ref<number>;
	step: ComputedRef<RouteStep | null>;
	isDirty: ComputedRef<boolean>;
	load: () => Promise<void>;
	save: () => Promise<void>;
	addAfter: (index: number) => void;
	remove: (index: number) => void;
	move: (index: number, by: number) => void;
	problemsOf: (step: RouteStep) => string[];
}

export function useDesigner(name: string): Designer {
	const doc = ref<RouteDoc | null>(null);
	const options = shallowRef<RouteOptions | null>(null);
	const check = shallowRef<RouteCheck>({ problems: [], sentences: {} });
	const chosen = ref(-1);
	const stored = ref("");
	const step = computed(() => doc.value?.steps[chosen.value] ?? null);
	const isDirty = computed(() => doc.value !== null && JSON.stringify(doc.value) !== stored.value);

	async function load(): Promise<void> {
		const found = await getRoute(name);
		options.value = await getRouteOptions(found.document_type);
		doc.value = { ...found, steps: found.steps ?? [] };
		stored.value = JSON.stringify(doc.value);
		await verify();
	}

	async function verify(): Promise<void> {
		if (doc.value) check.value = await checkRoute(forServer(doc.value) as RouteDoc).catch(() => check.value);
	}

	let timer = 0;
	watch(doc, () => {
		window.clearTimeout(timer);
		timer = window.setTimeout(() => void verify(), 700);
	}, { deep: true });

	async function save(): Promise<void> {
		if (!doc.value) return;
		await saveRoute(forServer(doc.value) as RouteDoc);
		await load();
	}

	function addAfter(index: number): void {
		const route = doc.value;
		if (!route) return;
		const key = freeKey(route.steps.map((row) => row.step_key));
		const fresh: RouteStep = { ...DEFAULTS, doctype: STEP, name: `new-${key}`, __islocal: 1, step_key: key, label: __("New step"), state: route.steps[index]?.state ?? options.value?.states[0] ?? "" };
		route.steps.splice(index + 1, 0, fresh);
		chosen.value = index + 1;
	}

	function remove(index: number): void {
		doc.value?.steps.splice(index, 1);
		chosen.value = -1;
	}

	function move(index: number, by: number): void {
		const steps = doc.value?.steps;
		if (!steps || !steps[index + by]) return;
		steps.splice(index + by, 0, ...steps.splice(index, 1));
		chosen.value = index + by;
	}

	const problemsOf = (row: RouteStep): string[] => check.value.problems.filter((problem) => problem.step === row.step_key).map((problem) => problem.message);

	return { doc, options, check, chosen, step, isDirty, load, save, addAfter, remove, move, problemsOf };
}

const DEFAULTS = { mode: "any", needed_unit: "count", on_nobody: "block", on_submitter: "block", on_decided_before: "ask again", on_away: "delegate", limit_unit: "Working Day", opinion_rule: "negative", signature: "none", resubmit: "first" };

export function freeKey(taken: readonly string[]): string {
	let number = taken.length + 1;
	while (taken.includes(`step-${number}`)) number++;
	return `step-${number}`;
}
