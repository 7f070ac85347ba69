import type { DocField, Value } from "@/types/meta";
import { send, toQuery } from "./http";

export interface ReportColumn {
	fieldname: string;
	label: string;
	fieldtype: string;
	options?: string;
	width?: number | string;
	precision?: number;
	hidden?: 0 | 1 | boolean;
}

export interface ReportChart {
	type?: string;
	data: { labels: string[]; datasets: { name: string; values: number[] }[] };
	barOptions?: { stacked?: 0 | 1 | boolean };
}

export interface ReportSummary {
	label: string;
	value: Value;
	datatype?: string;
	indicator?: string;
}

export interface ReportResult {
	columns: ReportColumn[];
	result: (Record<string, Value> | Value[])[];
	message?: string | null;
	chart?: ReportChart | null;
	report_summary?: ReportSummary[] | null;
	add_total_row?: 0 | 1 | boolean;
	skip_total_row?: 0 | 1 | boolean;
	/** The server's clock when it counted. */
	as_of: string;
}

export type ReportFilters = Record<string, Value>;

export async function runReport(name: string, filters: ReportFilters): Promise<ReportResult> {
	const params = { report_name: name, filters, ignore_prepared_report: 1 };
	const answer = await send("GET", "/api/method/frappe.desk.query_report.run", params);
	return { ...(answer.message as ReportResult), as_of: answer.answered_at ?? "" };
}

export interface ReportInfo {
	name: string;
	ref_doctype?: string;
	report_type?: string;
	filters?: DocField[];
}

/** Frappe exports only the rows that it is told of, so all are named. */
export const exportReportUrl = (name: string, filters: ReportFilters, format: "Excel" | "CSV", rowCount: number): string =>
	"/api/method/frappe.desk.query_report.export_query" +
	toQuery({ report_name: name, filters, file_format_type: format, visible_idx: [...Array(rowCount).keys()], include_filters: 1 });

interface ReportScript {
	script?: string | null;
	filters?: DocField[] | null;
}

/** The filters that a report asks for: its document's rows, or those its script declares as plain data. */
export async function getReportScript(name: string): Promise<ReportScript> {
	const answer = await send("GET", "/api/method/frappe.desk.query_report.get_script", { report_name: name });
	return (answer.message ?? {}) as ReportScript;
}
