"""What a village has before it starts, counted from the register."""

from typing import Any

import frappe
from frappe.utils import add_months, today

SERVED = ("留守老年人", "留守儿童")
GROUPS = "CSO Organization Service Object"


def measure(village: str) -> list[dict[str, Any]]:
	"""Rows of the baseline table, as of today."""
	filters = {"village": village, "status": ["in", ("Active", "Suspended")]}
	rows = frappe.get_all(
		"CSO Organization", filters=filters, fields=["name", "tier", "volunteers_count"], order_by="name asc"
	)
	figures = {
		"CSO Count": len(rows),
		"Filed Share (%)": round(100 * sum(row.tier == "Filed" for row in rows) / len(rows), 1)
		if rows
		else 0,
		"Volunteers": sum(row.volunteers_count or 0 for row in rows),
		"Activities in a Year": _activities(village),
		"Facility Area (㎡)": frappe.db.get_value("CSO Region", village, "facility_area_sqm") or 0,
		"CSOs for Those Left Behind": _serving([row.name for row in rows]),
	}
	return [{"indicator": name, "value": value, "measured_on": today()} for name, value in figures.items()]


def _activities(village: str) -> int:
	since = add_months(today(), -12)
	filters = {"village": village, "workflow_state": "Published", "held_on": [">=", since]}
	return int(frappe.db.count("CSO Activity", filters))


def _serving(names: list[str]) -> int:
	meta = frappe.get_meta(GROUPS)
	field = next(df.fieldname for df in meta.fields if df.fieldtype == "Link")
	found = frappe.get_all(
		GROUPS,
		filters={"parent": ["in", names or [""]], field: ["in", SERVED]},
		pluck="parent",
		order_by="name asc",
	)
	return len(set(found))
