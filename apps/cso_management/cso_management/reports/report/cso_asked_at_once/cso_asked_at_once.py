"""一次性告知: returns of a step that cite what could have been asked in its first return."""

import json
from typing import Any

import frappe
from frappe import _

from cso_management.approvals.engine.people import full_name
from cso_management.reports import tables

CASE = "CSO Approval Case"
STORED = [
	"name",
	"reference_doctype",
	"reference_name",
	"title",
	"region",
	"route",
	"version",
	"status",
	"started_at",
	"memory",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	rows = [row for case in flagged(filters) for row in late_returns(case)]
	return columns(), rows, None, None, summary(rows)


def columns() -> list[dict[str, Any]]:
	texts = (
		("title", _("Title"), 220),
		("kind", _("Document Type"), 150),
		("reference_name", _("Document"), 150),
		("region_name", _("Region"), 140),
		("step", _("Step"), 140),
		("fields", _("Could Have Been Asked at Once"), 240),
		("returned_by", _("Returned By"), 110),
	)
	return [
		*[{"fieldname": f, "label": label, "fieldtype": "Data", "width": w} for f, label, w in texts],
		{"fieldname": "returned_on", "label": _("Returned On"), "fieldtype": "Date", "width": 110},
		tables.number("round", _("Round"), width=70),
	]


def flagged(filters: Any) -> list[Any]:
	"""Cases that the reader may see."""
	conditions = tables.in_region(filters, flagged_once=1)
	if filters.get("document_type"):
		conditions["reference_doctype"] = filters.document_type
	if filters.get("from_date"):
		conditions["started_at"] = [">=", filters.from_date]
	return frappe.get_list(
		CASE, filters=conditions, fields=STORED, order_by="started_at desc", limit_page_length=0
	)


def late_returns(case: Any) -> list[dict[str, Any]]:
	meta = frappe.get_meta(case.reference_doctype)
	names = tables.region_names([case.region or ""])
	found = [row for row in json.loads(case.memory or "{}").get("returns", []) if row.get("late")]
	return [
		{
			"title": case.title,
			"kind": _(case.reference_doctype),
			"reference_doctype": case.reference_doctype,
			"reference_name": case.reference_name,
			"region_name": names.get(case.region, ""),
			"step": _(row.get("label") or row["step"]),
			"fields": "、".join(_(meta.get_label(field) or field) for field in row["late"]),
			"returned_by": full_name(row.get("by")),
			"returned_on": (row.get("at") or "")[:10] or None,
			"round": row["round"],
		}
		for row in found
	]


def summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	cases = {(row["reference_doctype"], row["reference_name"]) for row in rows}
	return [
		{"label": _("Cases"), "value": len(cases), "datatype": "Int"},
		{"label": _("Returns"), "value": len(rows), "datatype": "Int"},
	]
