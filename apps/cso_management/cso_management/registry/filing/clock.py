"""Deadlines of the steps. The clock stops while an application is returned."""

from typing import Any

from frappe.utils import cint, getdate, today

from ...approvals import calendar
from .. import settings
from . import states


def start(doc: Any) -> None:
	"""A step begins: its due date, less what was used of it before a return."""
	doc.step_started_on = today()
	doc.correction_due_on = None
	limit = settings.time_limit(doc.workflow_state)
	if not limit:
		doc.due_on = None
		return
	days, working = limit
	left = max(days - cint(doc.clock_used), 1)
	doc.due_on = calendar.add_days(getdate(today()), left, working=working)
	doc.clock_used = 0


def stop(doc: Any) -> None:
	"""The application goes back to the applicant."""
	doc.clock_used = days_used(doc)
	doc.due_on = None
	days = settings.of_region(doc.region).correction_days
	doc.correction_due_on = calendar.add_days(getdate(today()), days)


def leave(doc: Any) -> None:
	doc.clock_used = 0


def days_used(doc: Any) -> int:
	if not doc.step_started_on:
		return 0
	return calendar.load().between(getdate(doc.step_started_on), getdate(today()))


def overdue_days(doc: Any) -> int:
	if not doc.due_on or doc.workflow_state not in states.REVIEW:
		return 0
	return calendar.load().between(getdate(doc.due_on), getdate(today()))
