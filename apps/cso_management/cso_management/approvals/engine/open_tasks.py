"""Open tasks of a user: held, claimable, or of somebody he stands in for; only what a page needs is read."""

from collections import Counter
from typing import Any

import frappe
from frappe.utils import add_days, today

from ... import aggregate
from ..rules import model
from . import people, store

FIRST_DAY = "1900-01-01"
Filters = dict[str, Any]


def doors_of_user() -> list[Filters]:
	"""Filters that together find every task the user may open now; no task fits two of them."""
	users = [frappe.session.user, *people.principals_anywhere(frappe.session.user)]
	doors: list[Filters] = [{"holder": user, "status": model.OPEN} for user in users]
	pools = frappe.get_all(
		store.MEMBER,
		filters={"user": ["in", users], "claimable": 1},
		pluck="parent",
		order_by="parent asc",
		distinct=True,
		limit_page_length=0,
	)
	return [*doors, {"name": ["in", pools], "status": model.OPEN}] if pools else doors


def page(doors: list[Filters], filters: Filters, start: int, limit: int) -> list[str]:
	"""Names by due date, those without one last."""
	wanted = start + limit
	found = [row for door in doors for row in _first({**filters, **door}, wanted)]
	found.sort(key=lambda row: (str(row.due_on or "9999"), str(row.opened_at), row.name))
	return [row.name for row in found[start:wanted]]


def kinds(doors: list[Filters]) -> Counter[str]:
	"""How many there are for each kind of document."""
	found: Counter[str] = Counter()
	for door in doors:
		rows = frappe.get_all(
			store.TASK,
			filters=door,
			fields=["reference_doctype", aggregate.count(field="reference_doctype")],
			group_by="reference_doctype",
			order_by="reference_doctype asc",
		)
		found.update({row.reference_doctype: int(row.total) for row in rows})
	return found


def overdue(doors: list[Filters]) -> int:
	late = {"due_on": ["between", [FIRST_DAY, str(add_days(today(), -1))]]}
	return sum(frappe.db.count(store.TASK, {**door, **late}) for door in doors)


def _first(filters: Filters, wanted: int) -> list[Any]:
	"""Those with a due date come in the order of the index; the others only where a page reaches them."""
	dated = filters if "due_on" in filters else {**filters, "due_on": [">=", FIRST_DAY]}
	found = _ordered(dated, wanted)
	if len(found) < wanted and "due_on" not in filters:
		found += _ordered({**filters, "due_on": ["is", "not set"]}, wanted - len(found))
	return found


def _ordered(filters: Filters, wanted: int) -> list[Any]:
	return frappe.get_all(
		store.TASK,
		filters=filters,
		fields=["name", "due_on", "opened_at"],
		order_by="due_on asc, opened_at asc, name asc",
		limit_page_length=wanted,
	)
