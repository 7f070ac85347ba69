"""社区社会组织台账: one line an organization, with masked numbers."""

from typing import Any

import frappe
from frappe import _

from cso_management import aggregate
from cso_management.reports import tables

FIELDS = (
	("org_name", "Data", 260),
	("filing_no", "Data", 190),
	("credit_code", "Data", 180),
	("tier", "Data", 90),
	("org_form", "Data", 110),
	("category", "Data", 130),
	("region_full_name", "Data", 240),
	("principal_name", "Data", 100),
	("principal_id_masked", "Data", 170),
	("principal_phone_masked", "Data", 120),
	("members_count", "Int", 80),
	("volunteers_count", "Int", 80),
	("founded_on", "Date", 100),
	("valid_to", "Date", 100),
	("status", "Data", 90),
)
STORED = ["name", *[field for field, _kind, _width in FIELDS if field != "category"], "primary_category"]
TRANSLATED = ("tier", "org_form", "status")


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	rows = organizations(filters)
	return columns(), rows, None, chart(filters), summary(rows), True


def columns() -> list[dict[str, Any]]:
	meta = frappe.get_meta("CSO Organization")
	labels = {"category": "Primary Category"}
	return [
		{
			"fieldname": field,
			"label": _(labels.get(field) or meta.get_label(field)),
			"fieldtype": kind,
			"width": width,
		}
		for field, kind, width in FIELDS
	]


def organizations(filters: Any) -> list[Any]:
	rows = frappe.get_list(
		"CSO Organization",
		filters=conditions(filters),
		fields=STORED,
		order_by="town asc, village asc, org_name asc",
		limit_page_length=0,
	)
	names = category_names()
	for row in rows:
		row.category = names.get(row.primary_category, row.primary_category)
		for field in TRANSLATED:
			row[field] = _(row[field]) if row[field] else ""
	return rows


def conditions(filters: Any) -> dict[str, Any]:
	chosen = {field: filters[field] for field in ("tier", "status", "org_form") if filters.get(field)}
	if filters.get("primary_category"):
		chosen["primary_category"] = ["descendants of (inclusive)", filters["primary_category"]]
	return tables.in_region(filters, **chosen)


def chart(filters: Any) -> dict[str, Any]:
	found = aggregate.counts("CSO Organization", "tier", conditions(filters))
	return {
		"type": "pie",
		"data": {
			"labels": [_(tier) for tier in found],
			"datasets": [{"name": _("Organizations"), "values": list(found.values())}],
		},
	}


def summary(rows: list[Any]) -> list[dict[str, Any]]:
	return [
		{"label": _("Organizations"), "value": len(rows), "datatype": "Int"},
		{
			"label": _("Number of Members"),
			"value": sum(row.members_count or 0 for row in rows),
			"datatype": "Int",
		},
	]


def category_names() -> dict[str, str]:
	rows = frappe.get_all("CSO Category", fields=["name", "category_name"], order_by="name asc")
	return {row.name: row.category_name for row in rows}
