"""Milestones of pilots: some days before, and when they are late."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, date_diff, getdate, today

from ..registry import notices, settings

PILOT = "CSO Rural Pilot"
LONGEST_NOTICE = 60


def run() -> None:
	"""Every day: tell whoever handed the pilot in."""
	now = getdate(today())
	rows = frappe.get_all(
		"CSO Pilot Milestone",
		filters={
			"parenttype": PILOT,
			"due": ["between", [add_days(now, -1), add_days(now, LONGEST_NOTICE)]],
			"status": "Planned",
		},
		fields=["parent", "title", "due"],
		order_by="parent asc, idx asc",
	)
	running = _running({row.parent for row in rows})
	for row in rows:
		if row.parent in running:
			_tell(running[row.parent], row, date_diff(row.due, now))


def _running(names: set[str]) -> dict[str, Any]:
	found = frappe.get_all(
		PILOT,
		filters={"name": ["in", sorted(names) or [""]], "workflow_state": "Implementing"},
		fields=["name", "owner", "region"],
		order_by="name asc",
	)
	return {row.name: row for row in found}


def _tell(pilot: Any, row: Any, days: int) -> None:
	"""As many days before as the region wants, and on the day after."""
	if days == -1:
		word = _("late")
	elif days == settings.of_region(pilot.region).pilot_milestone_notice_days:
		word = _("due in {0} days").format(days)
	else:
		return
	subject = _("Milestone “{0}”: {1}").format(row.title, word)
	notices.to_users([pilot.owner], frappe._dict(doctype=PILOT, name=pilot.name), subject)
