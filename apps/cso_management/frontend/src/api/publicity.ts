import { callMethod, readMethod } from "./http";
import type { Paged } from "./register";

const METHOD = "cso_management.api.publicity";

export interface PublicNotice {
	name: string;
	subject: string;
	content: string;
	region_full_name: string;
	from_date: string;
	to_date: string;
}
export interface Objection {
	notice: string;
	subject: string;
	place: string;
	to_date: string;
	status: string;
	reference_doctype: string | null;
	reference_name: string | null;
	row: string;
	raised_by: string;
	phone: string | null;
	raised_on: string;
	content: string;
	answer: string | null;
	answered_on: string | null;
	upheld: 0 | 1;
	may_answer: boolean;
}

export const getPublicNotices = (start = 0): Promise<Paged<PublicNotice>> => readMethod(`${METHOD}.notices`, { start });
export const objectTo = (notice: string, raisedBy: string, phone: string, content: string): Promise<{ subject: string; to_date: string }> =>
	callMethod(`${METHOD}.object_to`, { notice, raised_by: raisedBy, phone, content });
export const getObjections = (answered: boolean): Promise<Objection[]> => readMethod(`${METHOD}.objections_to_answer`, { answered: answered ? 1 : 0 });

/** The notice's own method: whoever may write it answers. */
export const answerObjection = (objection: Objection, answer: string, upheld: boolean): Promise<unknown> =>
	callMethod("run_doc_method", {
		dt: "CSO Publicity Notice",
		dn: objection.notice,
		method: "answer_objection",
		args: { row: objection.row, answer, upheld: upheld ? 1 : 0 },
	});
