frappe.query_reports["CSO Ledger"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "tier", label: __("Tier"), fieldtype: "Select", options: "\nFiled\nVillage-guided\nRegistered" },
		{ fieldname: "status", label: __("Status"), fieldtype: "Select", options: "\nActive\nSuspended\nExpired\nCancelled\nRevoked" },
		{ fieldname: "primary_category", label: __("Primary Category"), fieldtype: "Link", options: "CSO Category" },
	],
};
