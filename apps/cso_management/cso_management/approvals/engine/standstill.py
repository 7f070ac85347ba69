"""Days that do not count for the deadlines of a document: its publicity (公示)."""

from typing import Any

import frappe
from frappe.utils import getdate

from . import store

Days = list[list[str]]


def of_document(doc: Any) -> Days:
	"""First and last days; a controller that knows some answers `days_that_do_not_count()`."""
	method = getattr(type(doc), "days_that_do_not_count", None)
	return [[str(getdate(first)), str(getdate(last))] for first, last in method(doc)] if method else []


def follow(doc: Any, record: store.Record) -> None:
	"""After a plain save: when the days changed, the open deadlines move with them."""
	days = of_document(doc)
	if days == record.memory.get("standstill", []):
		return
	record.memory["standstill"] = days
	for task in record.case.open_tasks():
		_move(record, task.number)
	store.save(record, doc)
	if doc.meta.get_field("due_on"):
		doc.db_set("due_on", record.row.due_on)


def _move(record: store.Record, number: int) -> None:
	step = record.route.step(record.case.step)
	opened = frappe.db.get_value(store.TASK, record.task_name(number), "opened_at")
	if not step.limit_days or not opened:
		return
	found = store.due_from(record, step, getdate(opened))
	record.memory.setdefault("due", {})[str(number)] = str(found)
	record.note(number, due_on=found)
