"""What a row of a box says."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from .. import calendar
from ..rules import clock
from ..rules.workdays import WorkDays

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


def of_tasks(found: list[Any], members: dict[str, list[str]]) -> list[dict[str, Any]]:
	"""Rows of tasks; `members` are the people of the pools among them."""
	days, names, me = calendar.load(), _full_names(found), frappe.session.user
	return [_task_row(row, me, members.get(row.name, []), days, names) for row in found]


def of_cases(found: list[Any]) -> list[dict[str, Any]]:
	days, names = calendar.load(), _full_names(found)
	return [_case_row(row, days, names) for row in found]


def _full_names(found: list[Any]) -> dict[str, str]:
	users = sorted({row.submitter for row in found if row.submitter})
	rows = frappe.get_all(
		"User", filters={"name": ["in", users or [""]]}, fields=["name", "full_name"], order_by="name asc"
	)
	return {row.name: row.full_name or row.name for row in rows}


def _task_row(row: Any, me: str, members: list[str], days: WorkDays, names: dict[str, str]) -> dict[str, Any]:
	owner = row.holder or (me if me in members else "")
	return {
		**_common(row, names),
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


def _case_row(row: Any, days: WorkDays, names: dict[str, str]) -> dict[str, Any]:
	return {
		**_common(row, names),
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


def _common(row: Any, names: dict[str, str]) -> dict[str, Any]:
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
		"submitter_name": names.get(row.submitter, row.submitter or ""),
	}


def _light(row: Any, days: WorkDays) -> str | None:
	return clock.light(days, getdate(today()), getdate(row.due_on) if row.due_on else None)
