frappe.query_reports["CSO Performance Table"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "area", label: __("Urban or Rural"), fieldtype: "Select", options: "\nUrban\nRural" },
		{
			fieldname: "tier",
			label: __("Tier"),
			fieldtype: "Select",
			options: "\nRegistered\nFiled\nVillage-guided",
		},
		{ fieldname: "category", label: __("Category"), fieldtype: "Link", options: "CSO Category" },
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
		{ fieldname: "to_date", label: __("To Date"), fieldtype: "Date" },
		{
			fieldname: "evaluator",
			label: __("Evaluator"),
			fieldtype: "Select",
			options: "\nSelf\nPurchaser\nThird Party",
		},
		{
			fieldname: "rating",
			label: __("Rating"),
			fieldtype: "Select",
			options: "\nExcellent\nGood\nMedium\nPoor",
		},
		{
			fieldname: "group_by",
			label: __("Group By"),
			fieldtype: "Select",
			options: "\nCounty\nTown\nVillage\nUrban or Rural\nTier\nCategory",
		},
	],
};
