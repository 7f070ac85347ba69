import type { RouteDoc } from "@/api/routes";
import type { Doc } from "@/types/meta";

/** What a person draws, without what the server keeps beside it: for "changed?" and for the way back. */
const KEPT_BY_THE_SERVER = new Set([
	"name", "owner", "creation", "modified", "modified_by", "docstatus", "idx", "parent", "parenttype", "parentfield", "doctype",
	"status", "version", "published_on", "published_by", "hides_fields", "holds", "last_result",
]);
const isDrawn = ([key, value]: [string, unknown]): boolean => !KEPT_BY_THE_SERVER.has(key) && !key.startsWith("_") && value !== null && value !== undefined && value !== "";
const bare = (row: Doc): Record<string, unknown> => Object.fromEntries(Object.entries(row).filter(isDrawn).map(([key, value]) => [key, typeof value === "number" && !value ? undefined : value]));
const ordered = (row: Record<string, unknown>): [string, unknown][] => Object.entries(row).sort(([one], [other]) => one.localeCompare(other));

/** Equal texts for equal drawings. */
export function contentOf(route: RouteDoc): string {
	const { steps, scenarios, ...head } = route;
	const lists = { steps: (steps ?? []).map((row) => Object.fromEntries(ordered(bare(row)))), scenarios: (scenarios ?? []).map((row) => Object.fromEntries(ordered(bare(row)))) };
	return JSON.stringify({ ...Object.fromEntries(ordered(bare(head as Doc))), ...lists });
}

/** An earlier drawing, stored where the present one is stored. */
export function restored(text: string, now: RouteDoc): RouteDoc {
	const drawn = JSON.parse(text) as RouteDoc;
	const kept = Object.fromEntries(Object.entries(now).filter(([key]) => KEPT_BY_THE_SERVER.has(key) || key.startsWith("_")));
	const rows = <T extends Doc>(given: T[], present: T[], key: string): T[] =>
		given.map((row, index) => {
			const same = present.find((other) => other[key] === row[key]);
			return { ...row, ...(same ? { name: same.name, doctype: same.doctype, __islocal: same.__islocal } : { name: `new-${String(row[key])}-${index}`, doctype: present[0]?.doctype, __islocal: 1 }) } as T;
		});
	return { ...drawn, ...kept, steps: rows(drawn.steps, now.steps, "step_key"), scenarios: rows(drawn.scenarios, now.scenarios, "title") } as RouteDoc;
}
