"""待办 / 已办 / 我发起 / 抄送我: all processes in one list."""

from collections import Counter
from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, today

from ...registry import regions
from .. import calendar
from ..rules import clock
from ..rules.workdays import WorkDays
from . import people, store
from .notices import COPY

CASE_FIELDS = [
	"name",
	"reference_doctype",
	"reference_name",
	"title",
	"step",
	"step_label",
	"status",
	"round",
	"due_on",
	"submitter",
	"started_at",
	"closed_at",
	"flagged_once",
]
TASK_FIELDS = [
	"name",
	"approval_case",
	"reference_doctype",
	"reference_name",
	"title",
	"step",
	"step_label",
	"state",
	"status",
	"round",
	"due_on",
	"is_pool",
	"holder",
	"urged",
	"submitter",
	"opened_at",
	"done_at",
	"flagged",
]

# Said this way round, so that a database looks for the holder first and not for everything that is open.
NOT_OPEN = ["Waiting", "Held", "Agreed", "Refused", "Returned", "Answered", "Transferred", "Cancelled"]


def rows(
	box: str,
	doctypes: list[str],
	light: str | None,
	search: str | None,
	start: int,
	limit: int,
	region: str | None = None,
) -> list[dict[str, Any]]:
	filters: dict[str, Any] = {}
	if doctypes:
		filters["reference_doctype"] = ["in", doctypes]
	if region:
		filters["region"] = ["in", regions.within(region) or [""]]
	if search:
		filters["title"] = ["like", f"%{search}%"]
	if light:
		filters["due_on"] = _span(light)
	return READERS[box](filters, start, limit)


def counts() -> dict[str, int]:
	user = frappe.session.user
	todo_rows = _open_rows({})
	return {
		"todo": len(todo_rows),
		"todo_red": sum(1 for row in todo_rows if row.due_on and getdate(row.due_on) < getdate(today())),
		"done": frappe.db.count(store.TASK, {"acted_by": user}),
		"mine": frappe.db.count(store.CASE, {"submitter": user}),
		"copied": frappe.db.count(COPY, {"user": user}),
	}


def kinds(box: str) -> dict[str, int]:
	"""How many rows of the box belong to each kind of document."""
	user = frappe.session.user
	if box == "todo":
		found = [row.reference_doctype for row in _open_rows({})]
	elif box == "done":
		found = _kinds(store.TASK, {"acted_by": user})
	elif box == "mine":
		found = _kinds(store.CASE, {"submitter": user})
	else:
		found = _kinds(COPY, {"user": user})
	return dict(Counter(found).most_common())


def _kinds(doctype: str, filters: dict[str, Any]) -> list[str]:
	return frappe.get_all(
		doctype, filters=filters, pluck="reference_doctype", order_by="creation desc", limit_page_length=5000
	)


def todo(filters: dict[str, Any], start: int, limit: int) -> list[dict[str, Any]]:
	"""By due date, those without one last. Only the rows of the page are read in full."""
	keys = sorted(_open_rows(filters), key=lambda row: (str(row.due_on or "9999"), str(row.opened_at)))
	names = [row.name for row in keys[start : start + limit]]
	if not names:
		return []
	rows = frappe.get_all(
		store.TASK, filters={"name": ["in", names]}, fields=TASK_FIELDS, order_by="name asc"
	)
	rows.sort(key=lambda row: names.index(row.name))
	me = frappe.session.user
	holders = _members([row.name for row in rows if not row.holder])
	days = calendar.load()
	return [_task_row(row, me, holders.get(row.name, []), days) for row in rows]


def done(filters: dict[str, Any], start: int, limit: int) -> list[dict[str, Any]]:
	found = frappe.get_all(
		store.TASK,
		filters={**filters, "acted_by": frappe.session.user},
		fields=TASK_FIELDS,
		order_by="done_at desc",
		limit_start=start,
		limit_page_length=limit,
	)
	days = calendar.load()
	return [_task_row(row, frappe.session.user, [], days) for row in found]


def mine(filters: dict[str, Any], start: int, limit: int) -> list[dict[str, Any]]:
	return _cases({**filters, "submitter": frappe.session.user}, start, limit)


def copied(filters: dict[str, Any], start: int, limit: int) -> list[dict[str, Any]]:
	names = frappe.get_all(
		COPY, filters={"user": frappe.session.user}, pluck="approval_case", order_by="at desc"
	)
	return _cases({**filters, "name": ["in", names]}, start, limit) if names else []


def _open_rows(filters: dict[str, Any]) -> list[Any]:
	"""Open tasks of the user: held, claimable, or of somebody he stands in for."""
	users = [frappe.session.user, *people.principals_anywhere(frappe.session.user)]
	rows = [row for user in users for row in _keys({**filters, "holder": user})]
	pools = frappe.get_all(
		"CSO Approval Task Member",
		filters={"user": ["in", users], "parenttype": store.TASK},
		pluck="parent",
		order_by="parent asc",
		limit_page_length=0,
	)
	if pools:
		rows += _keys({**filters, "name": ["in", pools], "holder": ["is", "not set"]})
	return list({row.name: row for row in rows}.values())


def _keys(filters: dict[str, Any]) -> list[Any]:
	return frappe.get_all(
		store.TASK,
		filters={**filters, "status": ["not in", NOT_OPEN]},
		fields=["name", "reference_doctype", "due_on", "opened_at"],
		order_by="due_on asc, opened_at asc",
		limit_page_length=0,
	)


def _cases(filters: dict[str, Any], start: int, limit: int) -> list[dict[str, Any]]:
	found = frappe.get_all(
		store.CASE,
		filters=filters,
		fields=CASE_FIELDS,
		order_by="started_at desc",
		limit_start=start,
		limit_page_length=limit,
	)
	days = calendar.load()
	return [_case_row(row, days) for row in found]


def _task_row(row: Any, me: str, members: list[str], days: WorkDays) -> dict[str, Any]:
	owner = row.holder or (me if me in members else "")
	return {
		**_common(row),
		"task": row.name,
		"case": row.approval_case,
		"state": row.state,
		"is_pool": cint(row.is_pool),
		"claimed_by": row.holder if row.is_pool else None,
		"urged": cint(row.urged),
		"on_behalf_of": owner if owner and owner != me and row.status == "Open" else None,
		"opened_at": str(row.opened_at or ""),
		"done_at": str(row.done_at) if row.done_at else None,
		"flagged": cint(row.flagged),
		"light": _light(row, days) if row.status == "Open" else None,
	}


def _case_row(row: Any, days: WorkDays) -> dict[str, Any]:
	return {
		**_common(row),
		"task": None,
		"case": row.name,
		"state": row.status,
		"is_pool": 0,
		"claimed_by": None,
		"urged": 0,
		"on_behalf_of": None,
		"opened_at": str(row.started_at or ""),
		"done_at": str(row.closed_at) if row.closed_at else None,
		"flagged": cint(row.flagged_once),
		"light": _light(row, days) if row.status == "Running" else None,
	}


def _common(row: Any) -> dict[str, Any]:
	return {
		"doctype": row.reference_doctype,
		"name": row.reference_name,
		"title": row.title,
		"step": row.step,
		"step_label": _(row.step_label or ""),
		"status": row.status,
		"round": row.round,
		"due_on": str(row.due_on) if row.due_on else None,
		"submitter": row.submitter,
		"submitter_name": people.full_name(row.submitter),
	}


def _light(row: Any, days: WorkDays) -> str | None:
	return clock.light(days, getdate(today()), getdate(row.due_on) if row.due_on else None)


def _span(light: str) -> list[Any]:
	"""Due dates that show this light today."""
	last_yellow = clock.due(calendar.load(), getdate(today()), clock.AHEAD)
	while clock.light(calendar.load(), getdate(today()), getdate(add_days(last_yellow, 1))) == clock.YELLOW:
		last_yellow = getdate(add_days(last_yellow, 1))
	spans = {
		clock.RED: ["<", today()],
		clock.YELLOW: ["between", [today(), str(last_yellow)]],
		clock.GREEN: [">", str(last_yellow)],
	}
	return spans.get(light, [">", "1900-01-01"])


def _members(names: list[str]) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	if names:
		for row in frappe.get_all(
			"CSO Approval Task Member",
			filters={"parent": ["in", names]},
			fields=["parent", "user"],
			order_by="idx asc",
		):
			found.setdefault(row.parent, []).append(row.user)
	return found


READERS = {"todo": todo, "done": done, "mine": mine, "copied": copied}
