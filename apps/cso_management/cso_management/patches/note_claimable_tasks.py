"""Pool tasks that are open and not claimed say so with their people."""

import frappe


def execute() -> None:
	names = frappe.get_all(
		"CSO Approval Task",
		filters={"status": "Open", "is_pool": 1, "holder": ["is", "not set"]},
		pluck="name",
		order_by="name asc",
	)
	for name in names:
		frappe.db.set_value("CSO Approval Task Member", {"parent": name}, "claimable", 1)
