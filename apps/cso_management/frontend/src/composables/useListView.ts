import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { useRoute, useRouter, type LocationQueryRaw } from "vue-router";
import { boot } from "@/boot";
import { getCount, getList, getMeta } from "@/api/documents";
import type { Doc, DocField, DocTypeMeta } from "@/types/meta";
import { levels } from "@/utils/fieldState";
import { decodeFilters, encodeFilters, toServerFilters, type Filter } from "@/utils/filters";
import { isColumn } from "@/utils/layout";
import { errorText, statusOf } from "./useTask";

export const PAGE_SIZES = [20, 50, 100];
const STANDARD: DocField[] = [
	{ fieldname: "name", fieldtype: "Data", label: "ID" },
	{ fieldname: "modified", fieldtype: "Datetime", label: "Last changed" },
	{ fieldname: "creation", fieldtype: "Datetime", label: "Created on" },
];

/** A list of any DocType. Everything the user chose is in the address, so a page can be sent to a colleague. */
export interface ListView {
	meta: Ref<DocTypeMeta | null>;
	fields: ComputedRef<DocField[]>;
	columns: ComputedRef<DocField[]>;
	filters: ComputedRef<Filter[]>;
	search: ComputedRef<string>;
	order: ComputedRef<{ field: string; isDescending: boolean }>;
	page: ComputedRef<number>;
	size: ComputedRef<number>;
	rows: Ref<Doc[]>;
	total: Ref<number | null>;
	isLoading: Ref<boolean>;
	error: Ref<string>;
	/** The HTTP status of the failure, 0 where there is none. */
	status: Ref<number>;
	titleField: ComputedRef<string>;
	change: (query: LocationQueryRaw) => void;
	setFilters: (filters: Filter[]) => void;
	setColumns: (names: string[]) => void;
	sortBy: (fieldname: string) => void;
	reload: () => Promise<void>;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export function useListView(doctype: string): ListView {
	const route = useRoute();
	const router = useRouter();
	const meta = shallowRef<DocTypeMeta | null>(null);
	const rows = ref<Doc[]>([]);
	const total = ref<number | null>(null);
	const isLoading = ref(true);
	const error = ref("");
	const status = ref(0);

	const fields = computed(() => [...visibleFields(meta.value), ...STANDARD]);
	const titleField = computed(() => titleOf(meta.value));
	const columns = computed(() => chosenColumns(text(route.query.columns), fields.value, titleField.value));
	const filters = computed(() => decodeFilters(route.query.filters));
	const search = computed(() => text(route.query.q));
	const size = computed(() => Number(route.query.size) || PAGE_SIZES[0]);
	const page = computed(() => Math.max(1, Number(route.query.page) || 1));
	const order = computed(() => parseOrder(text(route.query.sort) || defaultOrder(meta.value)));

	function change(query: LocationQueryRaw): void {
		const merged = { ...route.query, page: undefined, ...query };
		void router.replace({ query: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined && value !== "")) });
	}

	const setFilters = (given: Filter[]): void => change({ filters: encodeFilters(given) });
	const setColumns = (names: string[]): void => change({ columns: names.join(","), page: route.query.page });
	const sortBy = (fieldname: string): void =>
		change({ sort: `${fieldname} ${order.value.field === fieldname && !order.value.isDescending ? "desc" : "asc"}` });

	function orFilters(): unknown[] {
		if (!search.value) return [];
		const names = ["name", titleField.value, ...(meta.value?.search_fields ?? "").split(",").map((name) => name.trim())];
		return [...new Set(names.filter(Boolean))].map((name) => [name, "like", `%${search.value}%`]);
	}

	let ticket = 0;
	async function reload(): Promise<void> {
		const mine = ++ticket;
		isLoading.value = true;
		error.value = "";
		try {
			meta.value ??= (await getMeta(doctype)).meta;
			const found = await query();
			if (mine === ticket) rows.value = found;
			const count = await countAll(found.length);
			if (mine === ticket) total.value = count;
		} catch (problem) {
			if (mine === ticket) [error.value, status.value] = [errorText(problem), statusOf(problem)];
		} finally {
			if (mine === ticket) isLoading.value = false;
		}
	}

	const query = (): Promise<Doc[]> =>
		getList(doctype, {
			fields: [...new Set(["name", titleField.value, ...columns.value.map((column) => column.fieldname)])],
			filters: toServerFilters(filters.value),
			or_filters: orFilters().length ? orFilters() : undefined,
			order_by: `\`tab${doctype}\`.\`${order.value.field}\` ${order.value.isDescending ? "desc" : "asc"}`,
			limit_start: (page.value - 1) * size.value,
			limit_page_length: size.value,
		});

	/** The server's count knows no "or": with a search the last page is found by walking. */
	async function countAll(found: number): Promise<number | null> {
		if (page.value === 1 && found < size.value) return found;
		return search.value ? null : getCount(doctype, toServerFilters(filters.value));
	}

	watch(() => route.fullPath, () => route.params.doctype === doctype && route.name === "list" && void reload(), { immediate: true });

	return {
		meta, fields, columns, filters, search, order, page, size, rows, total, isLoading, error, status, titleField,
		change, setFilters, setColumns, sortBy, reload,
	};
}

/** What a row is called: its title, its name, or its first column where names are only random letters. */
function titleOf(meta: DocTypeMeta | null): string {
	if (!meta || meta.title_field) return meta?.title_field ?? "name";
	const isRandom = !meta.autoname || meta.autoname === "hash";
	return (isRandom && meta.fields.find((field) => field.in_list_view && isColumn(field))?.fieldname) || "name";
}

function visibleFields(meta: DocTypeMeta | null): DocField[] {
	if (!meta) return [];
	const readable = boot.user === "Administrator" ? null : levels(meta.permissions ?? [], boot.roles, "read");
	const mayRead = (field: DocField) => !field.permlevel || !readable || readable.has(field.permlevel);
	// Levels above zero hold personal data: lists show the masked twin instead.
	return meta.fields.filter((field) => isColumn(field) && !field.hidden && mayRead(field) && !field.permlevel && field.fieldtype !== "Password");
}

function chosenColumns(chosen: string, fields: DocField[], title: string): DocField[] {
	const byName = new Map(fields.map((field) => [field.fieldname, field]));
	const names = chosen ? chosen.split(",") : defaultColumns(fields, title);
	return names.map((name) => byName.get(name)).filter((field): field is DocField => Boolean(field));
}

function defaultColumns(fields: DocField[], title: string): string[] {
	const listed = fields.filter((field) => field.in_list_view).map((field) => field.fieldname);
	const rest = listed.filter((name) => name !== title).slice(0, 6);
	return [title, ...rest, ...(rest.length < 2 ? ["modified"] : [])];
}

function defaultOrder(meta: DocTypeMeta | null): string {
	return `${meta?.sort_field?.split(",")[0] || "modified"} ${meta?.sort_order ?? "desc"}`;
}

function parseOrder(order: string): { field: string; isDescending: boolean } {
	const [field, direction] = order.trim().split(/\s+/);
	return { field: /^\w+$/.test(field) ? field : "modified", isDescending: direction?.toLowerCase() !== "asc" };
}
