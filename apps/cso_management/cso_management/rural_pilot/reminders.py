"""Milestones of pilots: seven days before, and when they are late."""

import frappe
from frappe import _
from frappe.utils import add_days, today

from ..registry import notices

PILOT = "CSO Rural Pilot"
DAYS_BEFORE = 7


def run() -> None:
	"""Every day: tell whoever handed the pilot in."""
	for word, day in (
		(_("due in seven days"), add_days(today(), DAYS_BEFORE)),
		(_("late"), add_days(today(), -1)),
	):
		rows = frappe.get_all(
			"CSO Pilot Milestone",
			filters={"parenttype": PILOT, "due": day, "status": "Planned"},
			fields=["parent", "title"],
			order_by="parent asc, idx asc",
		)
		for row in rows:
			_tell(row, word)


def _tell(row: object, word: str) -> None:
	doc = frappe.get_doc(PILOT, row.parent)
	if doc.workflow_state == "Implementing":
		notices.to_users([doc.owner], doc, _("Milestone “{0}”: {1}").format(row.title, word))
