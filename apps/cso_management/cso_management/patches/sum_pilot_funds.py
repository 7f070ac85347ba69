"""Pilots that were entered before their funds were added up get the sums of their rows."""

import frappe

from cso_management.rural_pilot import funds


def execute() -> None:
	for name in frappe.get_all("CSO Rural Pilot", pluck="name", order_by="name asc"):
		doc = frappe.get_doc("CSO Rural Pilot", name)
		funds.compute(doc)
		for row in doc.support:
			row.db_set("remaining", row.remaining, update_modified=False)
		doc.db_set({field: doc.get(field) for field in funds.SUMS}, update_modified=False)
