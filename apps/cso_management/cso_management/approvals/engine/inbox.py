"""待办 / 已办 / 我发起 / 抄送我: all processes in one list."""

from typing import Any

import frappe
from frappe.utils import add_days, getdate, today

from ... import aggregate
from ...registry import regions
from .. import calendar
from ..rules import clock
from . import inbox_rows, open_tasks, store
from .notices import COPY

Filters = dict[str, Any]


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


def summary(box: str) -> tuple[dict[str, int], dict[str, int]]:
	"""How much is in each box; and how much of this one belongs to each kind of document."""
	user = frappe.session.user
	doors = open_tasks.doors_of_user()
	open_kinds = open_tasks.kinds(doors)
	counts = {
		"todo": open_kinds.total(),
		"todo_red": open_tasks.overdue(doors),
		**{name: frappe.db.count(doctype, {field: user}) for name, (doctype, field) in OWNERS.items()},
	}
	return counts, dict(open_kinds.most_common()) if box == "todo" else _kinds(box)


def todo(filters: Filters, start: int, limit: int) -> list[dict[str, Any]]:
	"""By due date, those without one last. Only the rows of the page are read in full."""
	names = open_tasks.page(open_tasks.doors_of_user(), filters, start, limit)
	if not names:
		return []
	found = frappe.get_all(
		store.TASK, filters={"name": ["in", names]}, fields=inbox_rows.TASK_FIELDS, order_by="name asc"
	)
	found.sort(key=lambda row: names.index(row.name))
	return inbox_rows.of_tasks(found, _members([row.name for row in found if not row.holder]))


def done(filters: Filters, start: int, limit: int) -> list[dict[str, Any]]:
	found = frappe.get_all(
		store.TASK,
		filters={**filters, "acted_by": frappe.session.user},
		fields=inbox_rows.TASK_FIELDS,
		order_by="done_at desc, name desc",
		limit_start=start,
		limit_page_length=limit,
	)
	return inbox_rows.of_tasks(found, {})


def mine(filters: Filters, start: int, limit: int) -> list[dict[str, Any]]:
	return _cases({**filters, "submitter": frappe.session.user}, start, limit)


def copied(filters: Filters, start: int, limit: int) -> list[dict[str, Any]]:
	"""Newest copy first; a light or a region is a matter of the case, so all copies are looked at then."""
	of_case = {"due_on", "region"} & set(filters)
	own = {field: value for field, value in filters.items() if field not in of_case}
	names = frappe.get_all(
		COPY,
		filters={**own, "user": frappe.session.user},
		pluck="approval_case",
		order_by="at desc, name desc",
		limit_start=0 if of_case else start,
		limit_page_length=0 if of_case else limit,
	)
	if not names:
		return []
	first = (start, limit) if of_case else (0, limit)
	return _cases({**filters, "name": ["in", names]}, *first)


def _cases(filters: Filters, start: int, limit: int) -> list[dict[str, Any]]:
	found = frappe.get_all(
		store.CASE,
		filters=filters,
		fields=inbox_rows.CASE_FIELDS,
		order_by="started_at desc, name desc",
		limit_start=start,
		limit_page_length=limit,
	)
	return inbox_rows.of_cases(found)


def _kinds(box: str) -> dict[str, int]:
	doctype, field = OWNERS[box]
	rows = frappe.get_all(
		doctype,
		filters={field: frappe.session.user},
		fields=["reference_doctype", aggregate.count(field="reference_doctype")],
		group_by="reference_doctype",
		order_by="reference_doctype asc",
	)
	return {row.reference_doctype: int(row.total) for row in sorted(rows, key=lambda row: -row.total)}


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
			store.MEMBER,
			filters={"parent": ["in", names]},
			fields=["parent", "user"],
			order_by="idx asc",
		):
			found.setdefault(row.parent, []).append(row.user)
	return found


OWNERS = {"done": (store.TASK, "acted_by"), "mine": (store.CASE, "submitter"), "copied": (COPY, "user")}
READERS = {"todo": todo, "done": done, "mine": mine, "copied": copied}
