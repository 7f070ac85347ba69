frappe.query_reports["CSO Asked at Once"] = {
	filters: [
		{ fieldname: "region", label: __("Region"), fieldtype: "Link", options: "CSO Region" },
		{ fieldname: "document_type", label: __("Document Type"), fieldtype: "Link", options: "DocType" },
		{ fieldname: "from_date", label: __("From Date"), fieldtype: "Date" },
	],
};
