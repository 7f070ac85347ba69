import type { Doc, DocInfo, DocTypeMeta, Value } from "@/types/meta";
import { ApiError, callMethod, readMethod, send } from "./http";

export interface ListQuery {
	fields: string[];
	filters?: unknown[];
	or_filters?: unknown[];
	order_by?: string;
	limit_start?: number;
	limit_page_length?: number;
}

export interface MetaBundle {
	meta: DocTypeMeta;
	children: Record<string, DocTypeMeta>;
}

const metas = new Map<string, Promise<MetaBundle>>();

/** The DocType with its child tables; asked for once per page load. */
export function getMeta(doctype: string): Promise<MetaBundle> {
	let found = metas.get(doctype);
	if (!found) {
		found = loadMeta(doctype);
		metas.set(doctype, found);
		found.catch(() => metas.delete(doctype));
	}
	return found;
}

async function loadMeta(doctype: string): Promise<MetaBundle> {
	const answer = await send("GET", "/api/method/frappe.desk.form.load.getdoctype", { doctype, with_parent: 0 });
	const docs = answer.docs as DocTypeMeta[];
	const meta = docs.find((entry) => entry.name === doctype) ?? docs[0];
	return { meta, children: Object.fromEntries(docs.map((entry) => [entry.name, entry])) };
}

export interface LoadedDoc {
	doc: Doc;
	info: DocInfo;
	titles: Record<string, string>;
}

/** A document with what surrounds it. Frappe answers an unknown name with an empty success. */
export async function getDoc(doctype: string, name: string): Promise<LoadedDoc> {
	const answer = await send("GET", "/api/method/frappe.desk.form.load.getdoc", { doctype, name });
	const doc = (answer.docs as Doc[] | undefined)?.[0];
	if (!doc) throw new ApiError(404, "DoesNotExistError", [{ message: __("This was not found. It may have been deleted or moved.") }]);
	return { doc, info: (answer.docinfo ?? {}) as DocInfo, titles: (answer._link_titles ?? {}) as Record<string, string> };
}

export const getList = <T = Doc>(doctype: string, query: ListQuery): Promise<T[]> =>
	readMethod<T[]>("frappe.client.get_list", { doctype, ...query });

/** Only what the user may read: `frappe.client.get_count` of Frappe counts every row. */
export const getCount = (doctype: string, filters: unknown[] = []): Promise<number> =>
	readMethod<number>("frappe.desk.reportview.get_count", { doctype, filters });

export const getValue = (doctype: string, name: string, fieldname: string[]): Promise<Record<string, Value>> =>
	readMethod("frappe.client.get_value", { doctype, filters: { name }, fieldname });

export const insertDoc = (doc: Doc): Promise<Doc> => callMethod<Doc>("frappe.client.insert", { doc });
export const saveDoc = (doc: Doc): Promise<Doc> => callMethod<Doc>("frappe.client.save", { doc });
export const submitDoc = (doc: Doc): Promise<Doc> => callMethod<Doc>("frappe.client.submit", { doc });
export const deleteDoc = (doctype: string, name: string): Promise<void> =>
	callMethod("frappe.client.delete", { doctype, name });
export const cancelDoc = (doctype: string, name: string): Promise<Doc> =>
	callMethod<Doc>("frappe.client.cancel", { doctype, name });

/** A whitelisted method of one document. */
export const runDocMethod = (doctype: string, name: string, method: string): Promise<unknown> =>
	callMethod("run_doc_method", { dt: doctype, dn: name, method });

export interface LinkOption {
	value: string;
	description?: string;
	label?: string;
}

/** Buyers choose among the organisations of the public register; the ledgers of other streets are not theirs to read. */
const BUYING = new Set(["CSO Provider Selection", "CSO Service Contract"]);
const queryOf = (doctype: string, reference?: string): string | undefined =>
	doctype === "CSO Organization" && reference && BUYING.has(reference) ? "cso_management.api.purchase.search_providers" : undefined;

export function searchLink(doctype: string, txt: string, filters?: unknown, reference?: string): Promise<LinkOption[]> {
	return readMethod<LinkOption[]>("frappe.desk.search.search_link", {
		doctype,
		txt,
		query: queryOf(doctype, reference),
		page_length: 20,
		filters,
		reference_doctype: reference,
	});
}
