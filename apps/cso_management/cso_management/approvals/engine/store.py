"""A case between database and machine. The JSON in the case row is the truth, read under its lock; the task
rows repeat it for inboxes."""

import json
from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime, today

from .. import calendar
from ..rules import clock, model
from . import routes
from .routes import Route

CASE = "CSO Approval Case"
TASK = "CSO Approval Task"
MEMBER = "CSO Approval Task Member"
LIVE = ("Running", "Returned")


class Record:
	"""One case, loaded: row, machine state, memory and route."""

	def __init__(self, row: Any, route: Route | None = None) -> None:
		self.row = row
		self.case = model.Case.from_dict(json.loads(row.content))
		self.memory: dict[str, Any] = json.loads(row.memory or "{}")
		self.route = route or routes.load(row.route, row.version)
		self.notes: dict[int, dict[str, Any]] = {}
		self.known = {task.number: (task.status, task.holder) for task in self.case.tasks}

	def note(self, number: int, **values: Any) -> None:
		"""Values for the row of a task."""
		self.notes.setdefault(number, {}).update(values)

	def task_name(self, number: int) -> str:
		return f"{self.row.name}-{number}"

	def number_of(self, task_name: str | None) -> int:
		head, _dash, tail = (task_name or "").rpartition("-")
		return int(tail) if head == self.row.name and tail.isdigit() else 0

	@property
	def step(self) -> Any:
		return self.route.step(self.case.step)


def live(doctype: str, name: str, *, lock: bool = False) -> Record | None:
	"""The running or returned case of a document."""
	found = latest(doctype, name, only_live=True)
	if found is None:
		return None
	return Record(frappe.get_doc(CASE, found, for_update=lock))


def latest(doctype: str, name: str, *, only_live: bool = False) -> str | None:
	filters: dict[str, Any] = {"reference_doctype": doctype, "reference_name": name}
	if only_live:
		filters["status"] = ["in", LIVE]
	return frappe.db.get_value(CASE, filters, "name", order_by="creation desc")


def create(doc: Any, route: Route, submitter: str) -> Record:
	state = model.Case(submitter=submitter)
	row = frappe.get_doc(
		{
			"doctype": CASE,
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"title": route.title_of(doc)[:140],
			"status": model.RUNNING,
			"round": 1,
			"submitter": submitter,
			"route": route.name,
			"version": route.version,
			"route_version": route.version_name,
			"region": route.region_of(doc),
			"started_at": now(),
			"content": json.dumps(state.as_dict()),
			"memory": "{}",
		}
	).insert(ignore_permissions=True)
	return Record(row, route)


def save(record: Record, doc: Any) -> None:
	case, row = record.case, record.row
	_keep_time(record)
	frappe.flags.approval_hidden = None  # who sees what is read anew
	for task in case.tasks:
		_write_task(record, task, doc)
	step = record.step
	open_due = [values for values in (_due_of(record, task) for task in case.open_tasks()) if values]
	values = {
		"status": case.status,
		"step": case.step,
		"step_label": step.label if step else "",
		"round": case.round,
		"closed_at": now() if case.status in model.CLOSED else None,
		"due_on": min(open_due) if open_due else None,
		"content": json.dumps(case.as_dict(), ensure_ascii=False),
		"memory": json.dumps(record.memory, ensure_ascii=False, default=str),
		"paused_since": record.memory.get("paused_since"),
		"flagged_once": int(bool(record.memory.get("flagged"))),
	}
	frappe.db.set_value(CASE, row.name, values)
	row.update(values)
	record.known = {task.number: (task.status, task.holder) for task in case.tasks}


def due_date(record: Record, step: Any) -> Any:
	"""The limit of the step, less what was used of it before a return."""
	if not step.limit_days:
		return None
	return due_from(record, step, getdate(today()))


def due_from(record: Record, step: Any, start: date) -> date:
	"""Counted from a day, without the days on which the document waits for nobody at the office."""
	left = max(int(step.limit_days) - int(record.memory.get("used", {}).get(step.step_key, 0)), 1)
	pauses = [(getdate(first), getdate(last)) for first, last in record.memory.get("standstill", [])]
	return clock.due(calendar.load(), start, left, working=step.limit_unit != "Day", pauses=pauses)


def now() -> Any:
	return now_datetime().replace(microsecond=0)


def _keep_time(record: Record) -> None:
	"""Pauses of the case, and working days used by the step that is left."""
	memory, case = record.memory, record.case
	if case.status == model.CASE_RETURNED and not memory.get("paused_since"):
		memory["paused_since"] = str(getdate(today()))
		_use(memory, case.step)
	elif case.status != model.CASE_RETURNED and memory.get("paused_since"):
		memory.setdefault("pauses", []).append([memory["paused_since"], str(getdate(today()))])
		memory["paused_since"] = None
	if memory.get("clock_step") != case.step or memory.get("clock_round") != case.round:
		if memory.get("clock_step") != case.step and memory.get("clock_round") == case.round:
			memory.setdefault("used", {}).pop(case.step, None)
		memory.update(clock_step=case.step, clock_round=case.round, clock_since=str(getdate(today())))


def _use(memory: dict[str, Any], step: str) -> None:
	since = memory.get("clock_since")
	if since:
		used = memory.setdefault("used", {})
		used[step] = used.get(step, 0) + calendar.load().between(getdate(since), getdate(today()))


def _due_of(record: Record, task: model.Task) -> Any:
	return record.memory.get("due", {}).get(str(task.number))


def _write_task(record: Record, task: model.Task, doc: Any) -> None:
	name = record.task_name(task.number)
	values = {**record.notes.pop(task.number, {})}
	if task.number not in record.known:
		_insert_task(record, task, doc, name, values)
		return
	if record.known[task.number] == (task.status, task.holder) and not values:
		return
	was = record.known[task.number][0]
	if was in model.LIVE and task.status not in model.LIVE:
		values.setdefault("done_at", now())
	if was == model.WAITING and task.status == model.OPEN:
		values.update(opened_at=now(), due_on=_new_due(record, task))
	frappe.db.set_value(TASK, name, {"status": task.status, "holder": task.holder or None, **values})
	if task.pool:
		frappe.db.set_value(MEMBER, {"parent": name}, "claimable", _is_claimable(task))


def _is_claimable(task: model.Task) -> int:
	"""Noted with the people of the pool, so that an inbox need not look at every task they ever shared."""
	return int(task.status == model.OPEN and not task.holder)


def _insert_task(record: Record, task: model.Task, doc: Any, name: str, values: dict[str, Any]) -> None:
	step = record.route.step(task.step)
	document = frappe.get_doc(
		{
			"doctype": TASK,
			"approval_case": record.row.name,
			"number": task.number,
			"reference_doctype": doc.doctype,
			"reference_name": doc.name,
			"title": record.row.title,
			"step": task.step,
			"step_label": step.label,
			"state": step.state,
			"round": task.round,
			"region": record.row.region,
			"submitter": record.row.submitter,
			"holder": task.holder or None,
			"is_pool": int(bool(task.pool)),
			"members": [{"user": user, "claimable": _is_claimable(task)} for user in task.pool],
			"status": task.status,
			"kind": task.kind,
			"position": task.position,
			"added_by": task.added_by or None,
			"opened_at": now(),
			"due_on": _new_due(record, task) if task.status != model.WAITING else None,
			"flagged": int(bool(record.memory.get("flagged"))),
			"hidden_fields": step.hidden_fields,
			**values,
		}
	)
	document.insert(ignore_permissions=True, set_name=name)


def _new_due(record: Record, task: model.Task) -> Any:
	found = due_date(record, record.route.step(task.step))
	if found:
		record.memory.setdefault("due", {})[str(task.number)] = str(found)
	return found
