"""拟登记台账: filed organizations that meet the thresholds of registration, and what the others lack."""

from typing import Any

import frappe
from frappe import _

from cso_management.registry.filing import thresholds
from cso_management.reports import tables

STORED = [
	"name",
	"org_name",
	"region_full_name",
	"county",
	"org_form",
	"members_count",
	"staff_full",
	"start_fund",
	"filing_no",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	rows = [judged(row) for row in organizations(filters)]
	if filters.get("only_candidates"):
		rows = [row for row in rows if row.meets]
	rows.sort(key=lambda row: (-row.meets, row.org_name))
	return columns(), rows, None, None, summary(rows), True


def columns() -> list[dict[str, Any]]:
	meta = frappe.get_meta("CSO Organization")
	texts = (("org_name", 240), ("filing_no", 190), ("region_full_name", 240), ("org_form", 110))
	return [
		*[{"fieldname": f, "label": _(meta.get_label(f)), "fieldtype": "Data", "width": w} for f, w in texts],
		tables.number("members_count", _("Number of Members")),
		tables.number("staff_full", _("Full-time Staff")),
		tables.number("start_fund", _("Start Fund"), "Currency", 120),
		{"fieldname": "meets", "label": _("Meets the Thresholds"), "fieldtype": "Check", "width": 110},
		{"fieldname": "missing", "label": _("Missing"), "fieldtype": "Data", "width": 320},
	]


def organizations(filters: Any) -> list[Any]:
	return frappe.get_list(
		"CSO Organization",
		filters=tables.in_region(filters, tier="Filed", status="Active"),
		fields=STORED,
		order_by="town asc, org_name asc",
		limit_page_length=0,
	)


def judged(row: Any) -> Any:
	found = thresholds.judge(
		row.county,
		row.org_form,
		members=row.members_count,
		fund=row.start_fund,
		staff=row.staff_full,
	)
	missing = [f"{label} {value:g}/{needed:g}" for label, value, needed in found if value < needed]
	row.meets = int(bool(found) and not missing)
	row.missing = "；".join(missing)
	row.org_form = _(row.org_form)
	return row


def summary(rows: list[Any]) -> list[dict[str, Any]]:
	return [
		{"label": _("Organizations"), "value": len(rows), "datatype": "Int"},
		{"label": _("Candidates"), "value": sum(row.meets for row in rows), "datatype": "Int"},
	]
