"""Every day: reminders, the next role up on the first day after, decisions by time-out."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from ...registry import notices
from .. import calendar
from ..rules import clock, model
from . import adoption, attempts, people, store
from .automatic import system_agree

TIME_OUT = "time-out"


def run(day: date | None = None) -> None:
	"""What is to be said and done on a day, today unless it is named; every row stands by itself."""
	adoption.run()
	days, now = calendar.load(), day or getdate(today())
	if not days.is_workday(now):
		return
	for row in _open_with_due():
		due_on = getdate(row.due_on)
		kind = "late" if now > due_on else clock.notice(days, now, due_on)
		if kind:
			attempts.run(remind, row, kind)
		if now > due_on:
			attempts.run(time_out, row)


def remind(row: Any, kind: str) -> None:
	record = store.Record(frappe.get_doc(store.CASE, row.approval_case, for_update=True))
	doc = frappe.get_doc(row.reference_doctype, row.reference_name)
	key = f"{row.number}:{kind}:{row.due_on}"
	if key in record.memory.get("reminded", []):
		return
	record.memory.setdefault("reminded", []).append(key)
	task = record.case.task(row.number)
	holders = [task.holder] if task and task.holder else list(task.pool if task else [])
	if kind == "late":
		role = record.route.step(row.step).escalate_role
		above = people.of_role(role, record.route.region_of(doc)) if role else []
		notices.to_users(
			above, doc, _("{0}: {1} is overdue since {2}.").format(row.title, _(row.step_label), row.due_on)
		)
	else:
		notices.to_users(
			holders, doc, _("{0}: {1} is due on {2}.").format(row.title, _(row.step_label), row.due_on)
		)
	store.save(record, doc)


def time_out(row: Any) -> None:
	"""Only where the step says so, never for a deciding step; logged as the system with the rule."""
	record = store.Record(frappe.get_doc(store.CASE, row.approval_case, for_update=True))
	step, task = record.route.step(row.step), record.case.task(row.number)
	if step.timeout_act != "agree" or cint(step.deciding) or task is None or task.status != model.OPEN:
		return
	doc = frappe.get_doc(row.reference_doctype, row.reference_name, for_update=True)
	system_agree(record, doc, task, TIME_OUT)


def _open_with_due() -> list[Any]:
	return frappe.get_all(
		store.TASK,
		filters={"status": "Open", "due_on": ["is", "set"]},
		fields=[
			"name",
			"approval_case",
			"number",
			"reference_doctype",
			"reference_name",
			"title",
			"step",
			"step_label",
			"due_on",
		],
		order_by="due_on asc, name asc",
	)
