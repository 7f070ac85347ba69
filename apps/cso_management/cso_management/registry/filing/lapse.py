"""A return that nobody answers lapses (视为撤回)."""

import frappe
from frappe import _
from frappe.utils import today

from . import states


def run() -> None:
	"""Daily."""
	for name in overdue():
		lapse(name)


def overdue() -> list[str]:
	return frappe.get_all(
		"CSO Filing Application",
		filters={"workflow_state": states.RETURNED, "correction_due_on": ["<", today()]},
		pluck="name",
		order_by="name asc",
	)


def lapse(name: str) -> None:
	frappe.db.set_value("CSO Filing Application", name, "correction_overdue", 1)
	doc = frappe.get_doc("CSO Filing Application", name)
	doc.workflow_state = states.LAPSED
	doc.next_opinion = _("No correction until {0}.").format(doc.correction_due_on)
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)
