"""Deadline relief (批量顺延): new due dates for regions, with a reason and a document number, and an undo."""

import json
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from ...registry import notices
from .. import calendar
from ..rules import clock
from . import people, store

RELIEF = "CSO Approval Relief"


def preview(regions: list[str], days: int, doctype: str | None) -> list[dict[str, Any]]:
	filters: dict[str, Any] = {
		"status": "Open",
		"due_on": ["is", "set"],
		"region": ["in", _below(regions) or [""]],
	}
	if doctype:
		filters["reference_doctype"] = doctype
	rows = frappe.get_all(
		store.TASK,
		filters=filters,
		fields=[
			"name",
			"reference_doctype",
			"reference_name",
			"title",
			"step_label",
			"holder",
			"due_on",
			"approval_case",
			"number",
		],
		order_by="due_on asc, name asc",
	)
	return [
		{**row, "task": row.name, "due_on": str(row.due_on), "new_due_on": str(_later(row.due_on, days))}
		for row in rows
	]


def grant(
	regions: list[str], days: int, reason: str, document_no: str, doctype: str | None
) -> dict[str, Any]:
	if days < 1 or not reason.strip() or not document_no.strip():
		frappe.throw(_("Enter the days, the reason and the document number."))
	rows = preview(regions, days, doctype)
	document = frappe.get_doc(
		{
			"doctype": RELIEF,
			"regions": "\n".join(regions),
			"document_type": doctype,
			"days": days,
			"reason": reason,
			"document_no": document_no,
			"content": json.dumps(rows, ensure_ascii=False, default=str),
		}
	).insert(ignore_permissions=True)
	for row in rows:
		_set_due(row, row["new_due_on"])
		_tell(row, _("The deadline was extended to {0} ({1}).").format(row["new_due_on"], document_no))
	return {"relief": document.name, "tasks": len(rows)}


def listed() -> list[dict[str, Any]]:
	"""Every relief, newest first, with what it moved and whether it can be undone."""
	rows = frappe.get_all(
		RELIEF,
		fields=["name", "regions", "document_type", "days", "reason", "document_no", "undone", "content"]
		+ ["creation", "owner", "modified", "modified_by"],
		order_by="creation desc",
		limit_page_length=200,
	)
	return [_listed(row) for row in rows]


def undo(name: str) -> dict[str, Any]:
	"""Restore the old dates, where nobody decided in between."""
	document = frappe.get_doc(RELIEF, name)
	if document.undone:
		frappe.throw(_("This relief was already undone."))
	rows = [row for row in json.loads(document.content) if _is_open(row)]
	for row in rows:
		_set_due(row, row["due_on"])
		_tell(row, _("The deadline is {0} again.").format(row["due_on"]))
	document.db_set("undone", 1)
	return {"tasks": len(rows)}


def _listed(row: Any) -> dict[str, Any]:
	moved = json.loads(row.content or "[]")
	names = [name for name in (row.regions or "").split("\n") if name]
	regions = [frappe.db.get_value("CSO Region", name, "full_name") or name for name in names]
	return {
		"name": row.name,
		"regions": regions,
		"document_type": row.document_type,
		"days": row.days,
		"reason": row.reason,
		"document_no": row.document_no,
		"undone": row.undone,
		"tasks": len(moved),
		"undoable": 0 if row.undone else sum(1 for task in moved if _is_open(task)),
		"granted_on": str(row.creation)[:19],
		"granted_by": people.full_name(row.owner),
	}


def _is_open(row: dict[str, Any]) -> bool:
	found = frappe.db.get_value(store.TASK, row["task"], ["status", "due_on"], as_dict=True)
	return bool(found) and found.status == "Open" and str(found.due_on) == row["new_due_on"]


def _set_due(row: dict[str, Any], due_on: str) -> None:
	"""The row of the task, and what the case remembers."""
	record = store.Record(frappe.get_doc(store.CASE, row["approval_case"], for_update=True))
	record.memory.setdefault("due", {})[str(row["number"])] = due_on
	dates = [record.memory["due"].get(str(task.number)) for task in record.case.open_tasks()]
	memory = json.dumps(record.memory, ensure_ascii=False, default=str)
	frappe.db.set_value(
		store.CASE,
		record.row.name,
		{"memory": memory, "due_on": min((day for day in dates if day), default=None)},
	)
	frappe.db.set_value(store.TASK, row["task"], "due_on", due_on)


def _tell(row: dict[str, Any], subject: str) -> None:
	doc = frappe.get_doc(row["reference_doctype"], row["reference_name"])
	notices.to_users([row["holder"]] if row["holder"] else [], doc, subject)


def _later(due_on: Any, days: int) -> date:
	return clock.due(calendar.load(), getdate(due_on), days)


def _below(regions: list[str]) -> list[str]:
	found: list[str] = []
	for region in regions:
		bounds = frappe.db.get_value("CSO Region", region, ["lft", "rgt"], as_dict=True)
		if bounds:
			found += frappe.get_all(
				"CSO Region",
				filters={"lft": [">=", bounds.lft], "rgt": ["<=", bounds.rgt]},
				pluck="name",
				order_by="name asc",
			)
	return found
