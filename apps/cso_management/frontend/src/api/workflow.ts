import type { Doc } from "@/types/meta";
import { callMethod } from "./http";

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
