/** Reports in the order of the menu: what they count decides where they stand. */
export interface ReportRow {
	name?: string;
	ref_doctype: string;
}
export interface ReportGroup {
	label: string;
	rows: ReportRow[];
}

const GROUPS: [label: () => string, counted: string[]][] = [
	[() => __("Organisations"), ["CSO Organization"]],
	[() => __("Filing"), ["CSO Filing Application"]],
	[() => __("Annual review"), ["CSO Annual Review", "CSO Activity", "CSO Annual Review Batch"]],
	[() => __("Purchase of services"), ["CSO Purchase Project", "CSO Service Contract", "CSO Payment Request", "CSO Performance Evaluation", "CSO Service Demand"]],
	[() => __("Rural pilots"), ["CSO Rural Pilot", "CSO Rural Pilot Batch"]],
];

export function groupReports(rows: readonly ReportRow[]): ReportGroup[] {
	const known = new Set(GROUPS.flatMap(([, counted]) => counted));
	const groups = GROUPS.map(([label, counted]) => ({ label: label(), rows: rows.filter((row) => counted.includes(row.ref_doctype)) }));
	const others = { label: __("Others", null, "Menu"), rows: rows.filter((row) => !known.has(row.ref_doctype)) };
	return [...groups, others].filter((group) => group.rows.length);
}
