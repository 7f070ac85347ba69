import type { FilingCase } from "@/api/filing";
import type { Doc } from "@/types/meta";
import { today } from "@/utils/siteClock";

/** What the pages know of a filing application beyond its DocType. */
export const FILING = "CSO Filing Application";
export const RETURNED = "Returned for Correction";

export interface Correction extends Doc {
	cited_field: string;
	cited_row?: string;
	cited_label?: string;
	problem: string;
	basis?: string;
	answer?: string;
	fixed?: 0 | 1;
}

/** The cited items of a returned case; null when the case is not returned. */
export function openCorrections(doc: Doc): Correction[] | null {
	if (doc.workflow_state !== RETURNED || !Array.isArray(doc.correction_items)) return null;
	return doc.correction_items.filter((row: Correction) => !row.closed);
}

/** A returned case is the applicant's alone: whoever may hand it in again may mend it. */
export function mayWorkOn(about: Pick<FilingCase, "state" | "actions" | "editable">): boolean {
	if (about.state === RETURNED) return about.actions.some((entry) => entry.action === "Resubmit");
	return about.editable.length > 0;
}

const WORKED_ELSEWHERE = new Set(["next_opinion", "correction_items"]);
const EMPTY_IN_DRAFT = new Set(["review_tab", "result_tab"]);

/** An application about a known organisation starts with two questions; the first save copies the rest from the ledger. */
const ABOUT_AN_ORGANIZATION = new Set(["Change", "Renewal", "Cancel", "Upgrade"]);
const FIRST_QUESTIONS = new Set(["basics_tab", "kind_section", "application_type", "organization"]);

/** Fields that the form does not draw: dialogs and the panel of corrections work on them; a draft has no review yet. */
export function isDrawnElsewhere(doc: Doc, fieldname: string, isNew: boolean): boolean {
	if (doc.doctype !== FILING) return false;
	if (isNew && ABOUT_AN_ORGANIZATION.has(doc.application_type)) return !FIRST_QUESTIONS.has(fieldname);
	return WORKED_ELSEWHERE.has(fieldname) || (EMPTY_IN_DRAFT.has(fieldname) && [undefined, null, "", "Draft"].includes(doc.workflow_state));
}

const APPLICANT_PARTS = new Set(["file", "copy_kind", "material"]);

/** In the list of materials the applicant uploads and the clerk checks; a return opens only the cited papers. */
export function isRowLocked(doc: Doc, table: string, fieldname: string, row: Doc): boolean {
	if (doc.doctype !== FILING || table !== "materials") return false;
	const isApplicants = [undefined, null, "", "Draft", RETURNED].includes(doc.workflow_state);
	if (APPLICANT_PARTS.has(fieldname) !== isApplicants) return true;
	if (doc.workflow_state !== RETURNED) return false;
	return !(openCorrections(doc) ?? []).some((item) => item.cited_field === "materials" && (!item.cited_row || item.cited_row === row.material));
}

/** States in which each role has something to do: the inbox is made of these. */
export const WAITING: Record<string, string[]> = {
	"CSO Representative": ["Draft", RETURNED, "Village Rejected"],
	"CSO Village Officer": ["Village Review"],
	"CSO Township Clerk": ["Town Acceptance", "Town Examination", "Approved"],
	"CSO Township Leader": ["Town Decision", "Reversed"],
	"CSO County Officer": ["County Record", "Under Reconsideration"],
	"CSO County Leader": ["County Decision"],
};

export function waitingStates(roles: readonly string[]): string[] {
	return [...new Set(roles.flatMap((role) => WAITING[role] ?? []))];
}

/** States in which no step of a route decides: the engine's inbox does not know them. */
const OFF_ROUTE = new Set(["Draft", RETURNED, "Village Rejected", "Approved", "Reversed", "Under Reconsideration"]);

export const offRouteStates = (roles: readonly string[]): string[] => waitingStates(roles).filter((state) => OFF_ROUTE.has(state));

type Theme = "gray" | "blue" | "green" | "amber" | "red";

const THEMES: Record<string, Theme> = {
	Draft: "gray", Withdrawn: "gray", Lapsed: "gray", Cancelled: "gray", Closed: "gray",
	Approved: "green", "Certificate Issued": "green", Ledgered: "green", Active: "green", Reversed: "green",
	[RETURNED]: "amber", Suspended: "amber", Expired: "amber", "Under Reconsideration": "amber",
	Refused: "red", "Village Rejected": "red", Upheld: "red", Revoked: "red",
	Concluded: "green", Published: "green", Confirmed: "green", Adopted: "green", Awarded: "green", Contracted: "green", Signed: "green", Completed: "green",
	Paid: "green", Verified: "green", Rectified: "green", Evaluated: "green", Summarised: "green", Promoted: "green", Removed: "green",
	Rectifying: "amber", "Under Objection": "amber", "To Pay": "amber",
	Overdue: "red", Rejected: "red", Failed: "red", Listed: "red", "Not Selected": "red", Terminated: "red",
};

/** The colour of a state; whatever is on its way is blue. */
export const themeOf = (state: unknown): Theme => THEMES[String(state ?? "")] ?? "blue";

/** Days left until a date, negative when it has passed; counted from the server's today. */
export function daysLeft(due: unknown, from: string = today()): number | null {
	const day = /^\d{4}-\d{2}-\d{2}/.exec(String(due ?? ""))?.[0];
	return day ? Math.round((Date.parse(day) - Date.parse(from)) / 86400000) : null;
}
