import type { Doc } from "@/types/meta";
import { boot } from "@/boot";
import { FILING, type Correction } from "@/domain/filing";
import { callMethod, readMethod } from "./http";
import { addComment, applyWorkflow } from "./workflow";

/** The filing pages' own methods: one question about a case, one call that decides. */
export interface CaseAction {
	action: string;
	next_state: string;
	needs_opinion: boolean;
	needs_corrections: boolean;
	/** Why the server would refuse it, in words. */
	blocked?: string | null;
}

export interface CaseStep {
	state: string;
	status: "done" | "current" | "next";
}

export interface Citable {
	cited_field: string;
	cited_row?: string;
	label: string;
}

export interface CitedItem {
	cited_field: string;
	cited_row?: string;
	label: string;
	problem: string;
	/** The clause that asks for it. */
	basis?: string;
}

interface LabelledField {
	fieldname: string;
	label: string;
}

export interface LogRow extends Doc {
	action: string;
	from_state?: string;
	to_state?: string;
	opinion?: string;
	actor: string;
	actor_name?: string;
	role?: string;
	at: string;
	overdue_days?: number;
	is_system?: 0 | 1;
	corrections?: string;
}

export interface FilingCase {
	name: string;
	state: string;
	due_on?: string | null;
	overdue_days?: number;
	correction_due_on?: string | null;
	actions: CaseAction[];
	timeline: LogRow[];
	steps: CaseStep[];
	missing: { fields: LabelledField[]; materials: string[]; declarations: LabelledField[] };
	corrections: Correction[];
	editable: string[];
	citable: Citable[];
	papers: string[];
}

const METHODS = "cso_management.api.filing";

export const getCase = (name: string): Promise<FilingCase> => readMethod<FilingCase>(`${METHODS}.get_case`, { name });

/** Take one step of the workflow together with its opinion and, for a return, the cited fields. */
export async function act(doc: Doc, action: string, opinion: string, cited: CitedItem[]): Promise<unknown> {
	if (doc.doctype === FILING) {
		return callMethod(`${METHODS}.act`, { name: doc.name, action, opinion: opinion || null, corrections: cited.length ? cited : null });
	}
	const moved = await applyWorkflow(doc, action);
	if (opinion) await addComment(doc.doctype, String(doc.name), opinion, boot.user, boot.fullName);
	return moved;
}
