frappe.query_reports["CSO Registration Candidates"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "only_candidates", label: __("Meets the Thresholds"), fieldtype: "Check" },
	],
};
