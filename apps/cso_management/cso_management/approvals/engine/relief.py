"""Deadline relief (批量顺延): new due dates for regions, with a reason and a document number, and an undo."""

import json
from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from ...permissions import scope
from ...registry import notices
from .. import calendar, log
from ..rules import clock
from . import people, store

RELIEF = "CSO Approval Relief"
MOST_DAYS = 366
FIELDS = [
	"name",
	"approval_case",
	"number",
	"reference_doctype",
	"reference_name",
	"title",
	"step_label",
	"holder",
	"submitter",
	"due_on",
]


def preview(regions: list[str], days: int, doctype: str | None) -> list[dict[str, Any]]:
	"""Open tasks with a due date below the regions, and the dates they would get."""
	_check_regions(regions)
	if not 0 <= days <= MOST_DAYS:
		frappe.throw(_("The days must be between 1 and {0}.").format(MOST_DAYS))
	filters: dict[str, Any] = {
		"status": "Open",
		"due_on": ["is", "set"],
		"region": ["in", _below(regions) or [""]],
	}
	if doctype:
		filters["reference_doctype"] = doctype
	rows = frappe.get_all(store.TASK, filters=filters, fields=FIELDS, order_by="due_on asc, name asc")
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
	words = _("Extended by {0} working days: {1} ({2})").format(days, reason.strip(), document_no.strip())
	for row in rows:
		_move(row, row["due_on"], row["new_due_on"], words)
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


def report(name: str) -> dict[str, Any]:
	"""One relief with every task: old date, new date, and what became of it."""
	document = frappe.get_doc(RELIEF, name)
	now = {
		row.name: row
		for row in frappe.get_all(
			store.TASK,
			filters={"name": ["in", [row["task"] for row in json.loads(document.content)] or [""]]},
			fields=["name", "status", "due_on"],
			order_by="name asc",
		)
	}
	rows = [_reported(row, now.get(row["task"])) for row in json.loads(document.content)]
	return {**_listed(document), "rows": rows}


def undo(name: str) -> dict[str, Any]:
	"""Restore the old dates, where nobody decided or moved the date in between."""
	document = frappe.get_doc(RELIEF, name, for_update=True)
	if document.undone:
		frappe.throw(_("This relief was already undone."))
	_check_regions([name for name in document.regions.split("\n") if name])
	every = json.loads(document.content)
	rows = [row for row in every if _is_open(row)]
	words = _("The extension ({0}) was undone").format(document.document_no)
	for row in rows:
		_move(row, row["new_due_on"], row["due_on"], words)
		_tell(row, _("The deadline is {0} again.").format(row["due_on"]))
	document.db_set("undone", 1)
	return {"tasks": len(rows), "kept": len(every) - len(rows)}


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


def _reported(row: dict[str, Any], now: Any) -> dict[str, Any]:
	return {
		"task": row["task"],
		"doctype": row["reference_doctype"],
		"name": row["reference_name"],
		"title": row.get("title"),
		"step_label": _(row.get("step_label") or ""),
		"holder": people.full_name(row["holder"]),
		"due_on": row["due_on"],
		"new_due_on": row["new_due_on"],
		"due_now": str(now.due_on) if now and now.due_on else None,
		"status": now.status if now else None,
	}


def _move(row: dict[str, Any], old: str, new: str, words: str) -> None:
	"""The row of the task, what the case remembers, the date on the document, and a row of the log."""
	record = store.Record(frappe.get_doc(store.CASE, row["approval_case"], for_update=True))
	record.memory.setdefault("due", {})[str(row["number"])] = new
	dates = [record.memory["due"].get(str(task.number)) for task in record.case.open_tasks()]
	memory = json.dumps(record.memory, ensure_ascii=False, default=str)
	earliest = min((day for day in dates if day), default=None)
	frappe.db.set_value(store.CASE, record.row.name, {"memory": memory, "due_on": earliest})
	frappe.db.set_value(store.TASK, row["task"], "due_on", new)
	doc = frappe.get_doc(row["reference_doctype"], row["reference_name"])
	if doc.meta.get_field("due_on") and str(doc.get("due_on") or "") == old:
		doc.db_set("due_on", new)
	_note(record, doc, row, new, words)


def _note(record: store.Record, doc: Any, row: dict[str, Any], due_on: str, words: str) -> None:
	user, state = frappe.session.user, doc.get(record.route.state_field)
	log.write(
		doc,
		action="relief",
		act="relief",
		approval_case=record.row.name,
		task=row["task"],
		step=record.case.step,
		actor=user,
		actor_name=people.full_name(user),
		from_state=state,
		to_state=state,
		opinion=words,
		due_on=due_on,
		round=record.case.round,
	)


def _tell(row: dict[str, Any], subject: str) -> None:
	"""Whoever holds the task or may claim it, and the submitter."""
	doc = frappe.get_doc(row["reference_doctype"], row["reference_name"])
	holders = [row["holder"]] if row["holder"] else _pool(row["task"])
	notices.to_users([*holders, row["submitter"]], doc, f"{row['title']}：{subject}")


def _pool(task: str) -> list[str]:
	return frappe.get_all(store.MEMBER, filters={"parent": task}, pluck="user", order_by="idx asc")


def _check_regions(regions: list[str]) -> None:
	"""An administrator who is bound to regions extends deadlines there only."""
	user = frappe.session.user
	if scope.is_superuser(user) or not scope.regions_of(user):
		return
	outside = [region for region in regions if not scope.covers(user, region)]
	if outside:
		names = "、".join(frappe.db.get_value("CSO Region", name, "full_name") or name for name in outside)
		frappe.throw(_("{0} lies outside your regions.").format(names), frappe.PermissionError)


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
