import { callMethod, readMethod } from "./http";

const CLOCK = "cso_management.api.clock";
const APPROVALS = "cso_management.api.approvals";

/** One row of a calendar file as the server read it. */
export interface PreviewRow {
	row: number;
	day: string;
	kind: string;
	day_name: string;
	problem: string | null;
}

export interface CalendarPreview {
	rows: PreviewRow[];
	years: Record<string, number>;
	replaced: string[];
	problems: number;
}

export const previewCalendar = (file_url: string): Promise<CalendarPreview> => callMethod(`${CLOCK}.calendar_preview`, { file_url });
export const importCalendar = (file_url: string): Promise<{ years: Record<string, number> }> => callMethod(`${APPROVALS}.import_calendar`, { file_url });
export const templateAddress = (year: number): string => `/api/method/${CLOCK}.calendar_template?year=${year}`;

export interface Relief {
	name: string;
	regions: string[];
	document_type: string | null;
	days: number;
	reason: string;
	document_no: string;
	undone: 0 | 1;
	tasks: number;
	undoable: number;
	granted_on: string;
	granted_by: string;
}

export interface ReliefValues {
	regions: string[];
	days: number;
	reason: string;
	document_no: string;
	doctype?: string | null;
}

export interface ReliefTask {
	task: string;
	title: string;
	reference_doctype: string;
	reference_name: string;
	step_label: string;
	holder: string | null;
	due_on: string;
	new_due_on: string;
}

const sent = (values: ReliefValues) => ({ ...values, regions: JSON.stringify(values.regions), doctype: values.doctype || undefined });
export const getReliefs = (): Promise<Relief[]> => readMethod(`${CLOCK}.reliefs`);
export const previewRelief = async (values: ReliefValues): Promise<ReliefTask[]> => (await callMethod<{ tasks: ReliefTask[] }>(`${APPROVALS}.relief_preview`, sent(values))).tasks;
export const grantRelief = (values: ReliefValues): Promise<{ relief: string; tasks: number }> => callMethod(`${APPROVALS}.grant_relief`, sent(values));
export const undoRelief = (relief: string): Promise<{ tasks: number }> => callMethod(`${APPROVALS}.undo_relief`, { relief });
