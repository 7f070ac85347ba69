import { computed, ref, type ComputedRef } from "vue";
import type { InboxRow } from "@/api/approvals";

/** The inbox as it was last seen: from a case one goes to the next and the previous of that list. */
export interface Place {
	doctype: string;
	name: string;
	title: string;
}

const KEY = "cso:trail";
const places = ref<Place[]>(read());

function read(): Place[] {
	try {
		return JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as Place[];
	} catch {
		return [];
	}
}

export function keepTrail(rows: readonly InboxRow[]): void {
	places.value = rows.map(({ doctype, name, title }) => ({ doctype, name, title }));
	try {
		sessionStorage.setItem(KEY, JSON.stringify(places.value));
	} catch {
		// Without a store the list lives as long as the page.
	}
}

export interface Trail {
	position: ComputedRef<number>;
	total: ComputedRef<number>;
	previous: ComputedRef<Place | undefined>;
	next: ComputedRef<Place | undefined>;
}

export function useTrail(name: () => string): Trail {
	const position = computed(() => places.value.findIndex((place) => place.name === name()));
	return {
		position,
		total: computed(() => places.value.length),
		previous: computed(() => places.value[position.value - 1]),
		next: computed(() => (position.value < 0 ? undefined : places.value[position.value + 1])),
	};
}

/** Whatever of the list still waits, after this one first. */
export function nextWaiting(waiting: readonly Place[], name: string): Place | null {
	const at = places.value.findIndex((place) => place.name === name);
	const later = places.value.slice(at + 1).map((place) => place.name);
	const rows = waiting.filter((row) => row.name !== name);
	return rows.find((row) => later.includes(row.name)) ?? rows[0] ?? null;
}
