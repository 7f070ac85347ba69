import type { Doc } from "@/types/meta";
import { callMethod, readMethod } from "./http";

export interface Transition {
	state: string;
	action: string;
	next_state: string;
	allowed: string;
	condition?: string;
}

export const getTransitions = (doc: Doc): Promise<Transition[]> =>
	callMethod<Transition[]>("frappe.model.workflow.get_transitions", { doc: JSON.stringify(doc) });

export const applyWorkflow = (doc: Doc, action: string): Promise<Doc> =>
	callMethod<Doc>("frappe.model.workflow.apply_workflow", { doc: JSON.stringify(doc), action });

export const addComment = (doctype: string, name: string, content: string, email: string, by: string): Promise<unknown> =>
	callMethod("frappe.desk.form.utils.add_comment", {
		reference_doctype: doctype,
		reference_name: name,
		content,
		comment_email: email,
		comment_by: by,
	});

/** People whom a comment may call by name. */
export async function getMentionable(txt: string): Promise<{ user: string; full_name: string }[]> {
	const rows = await readMethod<{ id: string; value: string; is_group?: boolean }[]>("frappe.desk.search.get_names_for_mentions", { search_term: txt });
	return rows.filter((row) => !row.is_group).map((row) => ({ user: row.id, full_name: row.value }));
}
