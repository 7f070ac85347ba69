"""The course of an approval for paper: rounds, and in each who did what, when and how long it took."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime, getdate

from ..approvals import log, snapshots
from ..approvals.engine import people, store, words

PICTURE = "data:image/"


def of(doc: Any) -> dict[str, Any]:
	"""Rows of the log, folded into rounds, with signatures as pictures or names."""
	rows = log.stored_rows(doc.doctype, doc.name)
	tasks = _tasks(doc)
	pictures = snapshots.contents({row.signature_hash or "" for row in rows})
	rounds: list[dict[str, Any]] = [{"number": 1, "rows": []}]
	for row in rows:
		if row.act == "resubmit":
			rounds.append({"number": len(rounds) + 1, "rows": []})
		rounds[-1]["rows"].append(_row(row, tasks.get(row.task), pictures.get(row.signature_hash or "", "")))
	return {
		"title": doc.get_title(),
		"kind": _(doc.doctype),
		"state": _(doc.get("workflow_state") or ""),
		"rounds": [part for part in rounds if part["rows"]],
		"count": len(rows),
		"check": rows[-1].row_hash if rows else "",
		"printed_at": str(store.now())[:16],
		"printed_by": people.full_name(frappe.session.user),
	}


def _row(row: Any, task: Any, signature: str) -> dict[str, Any]:
	return {
		"number": row.sequence,
		"step": _(task.step_label or "") if task else "",
		"act": words.label(row.act) if row.act else _(row.action or ""),
		"who": row.actor_name or people.full_name(row.actor),
		"role": _(row.role or ""),
		"for_whom": people.full_name(row.on_behalf_of) if row.on_behalf_of else "",
		"to": row.recipients or "",
		"at": str(row.at)[:16],
		"took": _took(task.opened_at, row.at) if task and task.opened_at else "",
		"overdue": bool(task and task.due_on and getdate(row.at) > getdate(task.due_on)),
		"opinion": row.opinion or "",
		"corrections": [line for line in (row.corrections or "").split("\n") if line],
		"picture": signature if signature.startswith(PICTURE) else "",
		"signed": "" if signature.startswith(PICTURE) else signature,
	}


def _took(start: Any, end: Any) -> str:
	"""Days and hours, or minutes of a short time."""
	minutes = max(int((get_datetime(end) - get_datetime(start)).total_seconds() // 60), 0)
	days, rest = divmod(minutes, 24 * 60)
	hours, left = divmod(rest, 60)
	if days:
		return _("{0} d {1} h").format(days, hours)
	return _("{0} h {1} min").format(hours, left) if hours else _("{0} min").format(left)


def _tasks(doc: Any) -> dict[str, Any]:
	rows = frappe.get_all(
		store.TASK,
		filters={"reference_doctype": doc.doctype, "reference_name": doc.name},
		fields=["name", "step_label", "opened_at", "due_on"],
		order_by="creation asc, number asc",
	)
	return {row.name: row for row in rows}
