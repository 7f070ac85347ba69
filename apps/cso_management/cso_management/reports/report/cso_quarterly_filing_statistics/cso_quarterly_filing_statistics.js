frappe.query_reports["CSO Quarterly Filing Statistics"] = {
	filters: [
		{ fieldname: "year", label: __("Year"), fieldtype: "Int" },
		{ fieldname: "quarter", label: __("Quarter"), fieldtype: "Select", options: "\n1\n2\n3\n4" },
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "group_by", label: __("Group By"), fieldtype: "Select", options: "\nTown\nVillage\nCounty" },
	],
};
