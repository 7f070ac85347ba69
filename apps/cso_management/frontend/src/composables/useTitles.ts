import { reactive } from "vue";
import { getList, getMeta } from "@/api/documents";

/** Links show the title of what they point at (a region's name, not its code). One cache for all pages. */
const titles = reactive<Record<string, string>>({});
const pending = new Map<string, Set<string>>();
let timer = 0;

const key = (doctype: string, name: string): string => `${doctype}::${name}`;

export function rememberTitles(found: Record<string, string>): void {
	Object.assign(titles, found);
}

export const rememberTitle = (doctype: string, name: string, title: string): void => void (titles[key(doctype, name)] = title);

/** The title of a linked document: the name now, the title as soon as it is known. */
export function titleOf(doctype: string | null | undefined, name: unknown): string {
	const text = name ? String(name) : "";
	if (!doctype || !text) return text;
	const known = titles[key(doctype, text)];
	if (known === undefined) ask(doctype, text);
	return __(known || text);
}

function ask(doctype: string, name: string): void {
	const names = pending.get(doctype) ?? new Set();
	pending.set(doctype, names.add(name));
	window.clearTimeout(timer);
	timer = window.setTimeout(resolveAll, 20);
}

async function resolveAll(): Promise<void> {
	const work = [...pending.entries()];
	pending.clear();
	await Promise.all(work.map(([doctype, names]) => resolve(doctype, [...names]).catch(() => undefined)));
}

// DocTypes whose own names are what people read.
const NAMES_ARE_TITLES = new Set(["Workflow State", "Role", "DocType", "Language", "Module Def", "Report", "Print Format"]);

async function resolve(doctype: string, names: string[]): Promise<void> {
	for (const name of names) titles[key(doctype, name)] ??= "";
	if (NAMES_ARE_TITLES.has(doctype)) return;
	const { meta } = await getMeta(doctype);
	const field = meta.name === "User" ? "full_name" : meta.title_field;
	if (!field || field === "name") return;
	const rows = await getList(doctype, { fields: ["name", field], filters: [["name", "in", names]], limit_page_length: names.length });
	for (const row of rows) titles[key(doctype, String(row.name))] = String(row[field] ?? "");
}
