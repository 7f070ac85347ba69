frappe.query_reports["CSO Basic Situation"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "group_by", label: __("Group By"), fieldtype: "Select", options: "\nTown\nVillage\nCounty" },
	],
};
