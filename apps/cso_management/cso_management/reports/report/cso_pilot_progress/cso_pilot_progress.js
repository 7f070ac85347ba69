frappe.query_reports["CSO Pilot Progress"] = {
	filters: [
		{ fieldname: "batch", label: __("Batch"), fieldtype: "Link", options: "CSO Rural Pilot Batch" },
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{ fieldname: "state", label: __("State"), fieldtype: "Select", options: "\nApplying\nUnder Way\nEvaluated" },
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: "\nCounty\nTown\nVillage\nUrban or Rural",
		},
	],
};
