import type { Doc } from "@/types/meta";
import { callMethod, readMethod } from "./http";

/** The approval engine's methods; a site without it, or a document without a route, answers "no case". */
export type Box = "todo" | "done" | "mine" | "copied";
export type Light = "green" | "yellow" | "red";

export interface InboxRow {
	task: string | null;
	case: string | null;
	doctype: string;
	name: string;
	title: string;
	step: string;
	step_label: string;
	state: string;
	status: string;
	round: number;
	due_on: string | null;
	light: Light | null;
	is_pool: 0 | 1;
	claimed_by: string | null;
	urged: number;
	on_behalf_of: string | null;
	submitter: string;
	submitter_name: string;
	opened_at: string;
	done_at: string | null;
	flagged: 0 | 1;
}

export interface Inbox {
	rows: InboxRow[];
	counts: Record<Box | "todo_red", number>;
	/** How many rows of the box belong to each kind of document. */
	kinds: Record<string, number>;
	has_more: boolean;
}

export interface ActOption {
	act: string;
	label: string;
	opinion: boolean;
	corrections: boolean;
	people: "none" | "one" | "many";
	targets?: { step: string; label: string }[];
	positions?: string[];
	blocked: string | null;
}

export interface TaskShown {
	name: string | null;
	user: string;
	full_name: string;
	status: string;
	kind?: string;
	on_behalf_of?: string | null;
	added_by?: string | null;
	opinion?: string | null;
	signature?: string | null;
	note?: string | null;
	opened_at?: string | null;
	done_at?: string | null;
	due_on?: string | null;
	urged?: number;
}

export interface StepNode {
	round: number | null;
	step: string;
	label: string;
	state: "done" | "current" | "next" | "cancelled";
	mode: string;
	started_at: string | null;
	ended_at: string | null;
	due_on: string | null;
	because?: string;
	problem?: string | null;
	tasks: TaskShown[];
}

export interface PredictedStep {
	step: string;
	label: string;
	mode: string;
	users: Person[];
	due_on: string | null;
	because: string;
	problem: string | null;
	/** Who names the people of this step. */
	chosen_by?: "submitter" | "decider" | null;
}

export interface CaseLogRow {
	sequence: number;
	act: string;
	label?: string;
	action: string;
	actor?: string;
	actor_name: string;
	on_behalf_of: string | null;
	at: string;
	step?: string;
	opinion: string | null;
	/** What a return asked for: `field：problem`, a line each. */
	corrections?: string | null;
	to: string | null;
}

export interface CaseHead {
	name: string;
	status: string;
	route: string;
	version: number;
	round: number;
	step: string;
	step_label: string;
	submitter: string;
	submitter_name?: string;
	due_on: string | null;
	light: Light | null;
	office_days: number;
	applicant_days: number;
	flagged_once: unknown;
}

export interface OwnTask {
	name: string;
	step: string;
	kind: string;
	on_behalf_of: string | null;
	opinion_rule: string;
	signature: "none" | "typed" | "drawn";
	editable_fields: string[];
	hidden_fields: string[];
	note: string;
}

export interface ApprovalCase {
	case: CaseHead;
	task: OwnTask | null;
	acts: ActOption[];
	timeline: StepNode[];
	log: CaseLogRow[];
	copies: { user: string; full_name: string; at: string }[];
	/** What the caller may change now, with or without a task. */
	editable_fields?: string[];
	hidden_fields?: string[];
	phrases: string[];
}

export interface Change {
	fieldname: string;
	label: string;
	before: string;
	after: string;
}

export interface ActDetails {
	task?: string | null;
	opinion?: string;
	corrections?: { cited_field: string; cited_row?: string; problem: string; basis?: string }[];
	people?: string[];
	position?: string;
	to?: string;
	signature?: string;
	act_id: string;
}

export interface ActResult {
	status: string;
	step: string;
	task_status: string;
	result: "waiting" | "moved" | "closed";
	message: string;
}

export interface Person {
	user: string;
	full_name: string;
	roles?: string[];
}

const METHODS = "cso_management.api.approvals";

export interface InboxQuery {
	box: Box;
	/** Several kinds of document, or all. */
	doctype?: string[];
	light?: string;
	search?: string;
	region?: string;
	start?: number;
	limit?: number;
}

export const getInbox = (query: InboxQuery): Promise<Inbox> => readMethod<Inbox>(`${METHODS}.inbox`, { ...query });

/** Null where the document has no case. */
export async function getApproval(doctype: string, name: string): Promise<ApprovalCase | null> {
	const found = await readMethod<ApprovalCase>(`${METHODS}.get_case`, { doctype, name });
	return found.case ? found : null;
}

/** The steps still to come, as if the document were handed in now. */
export const predict = (doctype: string, name: string): Promise<{ steps: PredictedStep[] }> => readMethod(`${METHODS}.predict`, { doctype, name });

/** What this person drew last. */
export const getLastSignature = async (): Promise<string> => (await readMethod<{ signature: string | null }>(`${METHODS}.last_signature`)).signature ?? "";

/** One file that proves the case by itself, without a network. */
export const exportUrl = (doctype: string, name: string): string => `/api/method/${METHODS}.export_case?${new URLSearchParams({ doctype, name, format: "html" })}`;

export const actOn = (doc: Doc, act: string, details: ActDetails): Promise<ActResult> =>
	callMethod<ActResult>(`${METHODS}.act`, { doctype: doc.doctype, name: doc.name, act, ...details });

export const getEligible = (doc: Doc, act: string, txt: string): Promise<Person[]> =>
	readMethod<Person[]>(`${METHODS}.eligible`, { doctype: doc.doctype, name: doc.name, act, txt });

export const getChanges = (doctype: string, name: string): Promise<Record<string, Change[]>> =>
	readMethod(`${METHODS}.changes`, { doctype, name });

/** Only what was given travels: an empty list means nothing to the engine. */
export function newActDetails(details: ActDetails): ActDetails {
	const kept = Object.entries(details).filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && !value.length));
	return Object.fromEntries(kept) as unknown as ActDetails;
}
