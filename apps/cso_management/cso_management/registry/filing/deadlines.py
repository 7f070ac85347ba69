"""Notices of a deadline: two working days before, on the day, and one role up when it has passed."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from ...approvals import calendar
from ...approvals.engine import store
from ...approvals.rules.workdays import WorkDays
from ...permissions import roles, scope
from .. import notices
from . import states

AHEAD = 2
NEXT_ROLE_UP = {
	states.VILLAGE_REVIEW: roles.TOWNSHIP_CLERK,
	states.TOWN_ACCEPTANCE: roles.TOWNSHIP_LEADER,
	states.TOWN_EXAMINATION: roles.TOWNSHIP_LEADER,
	states.TOWN_DECISION: roles.COUNTY_OFFICER,
	states.COUNTY_RECORD: roles.COUNTY_LEADER,
	states.COUNTY_DECISION: roles.CITY_OFFICER,
}


def run() -> None:
	"""Daily, on working days."""
	days, now = calendar.load(), getdate(today())
	if not days.is_workday(now):
		return
	for row in running():
		if store.live("CSO Filing Application", row.name) is None:
			remind(row, days, now)


def running() -> list[Any]:
	return frappe.get_all(
		"CSO Filing Application",
		filters={"workflow_state": ["in", states.REVIEW], "due_on": ["is", "set"]},
		fields=["name", "due_on"],
		order_by="due_on asc, name asc",
	)


def remind(row: Any, days: WorkDays, now: date) -> None:
	kind = kind_of(days, now, getdate(row.due_on))
	if not kind:
		return
	doc = frappe.get_doc("CSO Filing Application", row.name)
	if kind == "late":
		subject = _("{0} is overdue since {1} at {2}.").format(
			doc.org_name or doc.name, doc.due_on, _(doc.workflow_state)
		)
		notices.to_users(holders(NEXT_ROLE_UP[doc.workflow_state], doc.region), doc, subject)
		return
	subject = _("{0} is due on {1} at {2}.").format(
		doc.org_name or doc.name, doc.due_on, _(doc.workflow_state)
	)
	notices.to_users(notices.next_actors(doc), doc, subject)


def kind_of(days: WorkDays, now: date, due: date) -> str | None:
	"""`soon`, `today`, `late` (on the first working day after), or nothing to say today."""
	if now == due:
		return "today"
	if now < due:
		return "soon" if days.between(now, due) == AHEAD else None
	return "late" if days.between(due, now) == 1 else None


def holders(role: str, region: str | None) -> list[str]:
	users = frappe.get_all(
		"Has Role", filters={"role": role, "parenttype": "User"}, pluck="parent", order_by="parent asc"
	)
	return [user for user in users if scope.covers(user, region)]
