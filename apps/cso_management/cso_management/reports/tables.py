"""What the reports share: regions as rows, figures as columns."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _

from cso_management.permissions import scope

LEVELS = {"Town": "town", "Village": "village", "County": "county"}
IN_FORCE = {"status": ["in", ["Active", "Suspended"]]}


def plain(filters: dict[str, Any] | None) -> Any:
	"""The filters of a report: each is one value. Raises ValidationError."""
	for name, value in (filters or {}).items():
		if isinstance(value, list | dict):
			frappe.throw(_("The filter {0} takes one value.").format(frappe.bold(name)))
	return frappe._dict(filters or {})


def level_field(filters: Any) -> str:
	"""The column that rows are grouped by; somebody who sees one town gets its villages."""
	chosen = filters.get("group_by")
	if not chosen:
		chosen = "Village" if sees_towns_only(frappe.session.user) else "Town"
	return LEVELS.get(chosen, "town")


def sees_towns_only(user: str) -> bool:
	names = scope.regions_of(user)
	levels = frappe.get_all(
		"CSO Region", filters={"name": ["in", names or [""]]}, pluck="level", order_by="name asc"
	)
	return bool(levels) and set(levels) <= {"Town", "Village"}


def in_region(filters: Any, **conditions: Any) -> dict[str, Any]:
	"""Conditions with the chosen region and everything below it."""
	if filters.get("region"):
		conditions["region"] = ["descendants of (inclusive)", filters["region"]]
	return conditions


def region_names(codes: Iterable[str]) -> dict[str, str]:
	rows = frappe.get_all(
		"CSO Region",
		filters={"name": ["in", sorted(code for code in codes if code) or [""]]},
		fields=["name", "region_name"],
		order_by="name asc",
	)
	return {row.name: row.region_name for row in rows}


def region_columns() -> list[dict[str, Any]]:
	return [
		{"fieldname": "region_code", "label": _("Region Code"), "fieldtype": "Data", "width": 130},
		{"fieldname": "region_name", "label": _("Region Name"), "fieldtype": "Data", "width": 150},
	]


def number(fieldname: str, label: str, fieldtype: str = "Int", width: int = 100) -> dict[str, Any]:
	column = {"fieldname": fieldname, "label": label, "fieldtype": fieldtype, "width": width}
	return {**column, "precision": 2} if fieldtype == "Float" else column


def text(fieldname: str, label: str, width: int = 150) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Data", "width": width}


def date(fieldname: str, label: str) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Date", "width": 105}


def link(fieldname: str, label: str, doctype: str) -> dict[str, Any]:
	return {"fieldname": fieldname, "label": label, "fieldtype": "Link", "options": doctype, "width": 160}


def with_names(table: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
	"""Rows in the order of the codes, with the names of the regions."""
	names = region_names(table)
	return [
		{"region_code": code, "region_name": names.get(code, code or _("Not Set")), **table[code]}
		for code in sorted(table)
	]


def sum_row(rows: list[dict[str, Any]], fields: list[str]) -> dict[str, Any]:
	totals = {field: sum(row.get(field) or 0 for row in rows) for field in fields}
	return {"region_code": "", "region_name": _("Total"), **totals, "bold": 1}


def bar_chart(rows: list[dict[str, Any]], series: dict[str, str]) -> dict[str, Any]:
	return {
		"type": "bar",
		"data": {
			"labels": [row["region_name"] for row in rows],
			"datasets": [
				{"name": label, "values": [row.get(field) or 0 for row in rows]}
				for field, label in series.items()
			],
		},
	}
