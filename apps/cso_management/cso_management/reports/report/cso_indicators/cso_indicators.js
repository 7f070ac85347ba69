frappe.query_reports["CSO Indicators"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "from_date", label: __("First Day"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("Last Day"), fieldtype: "Date" },
		{
			fieldname: "dimension",
			label: __("Split By"),
			fieldtype: "Select",
			options: "\nCounty\nTown\nVillage\nUrban or Rural\nTier\nCategory",
		},
		{ fieldname: "codes", label: __("Codes"), fieldtype: "Data" },
	],
};
