"""Correction orders: when they are due, who checks them, what their failure leads to."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_months, cstr, date_diff, getdate, today

from ..process.closing import Closing
from ..registry import notices, settings
from . import credit

ORDER = "CSO Rectification Order"
ORDERED = ("organization", "issues", "deadline", "source_doctype", "source_name", "region")
CLOSINGS = (
	Closing("The order was issued: what it asks for stays.", ORDERED),
	Closing("The order is checked, so the form is closed.", but=(), states=("Verified", "Failed")),
)


def deadline_from(day: Any, region: str) -> Any:
	return getdate(add_months(day, settings.of_region(region).rectification_months))


def check_report(doc: Any) -> None:
	if not (doc.report or cstr(doc.report_text).strip()):
		frappe.throw(_("{0}: say what was done, or attach the report.").format(_("What Was Done")))


def check_extension(doc: Any, before: Any) -> None:
	"""Once, and for no longer than the first time."""
	if not doc.extended_to or doc.extended_to == before.extended_to:
		return
	longest = date_diff(before.deadline, before.issued_on)
	if before.extended_to or not 0 < date_diff(doc.extended_to, before.deadline) <= longest:
		frappe.throw(
			_("{0}: once, and for at most {1} more days.").format(_("Extended To"), longest),
		)


def is_overdue(doc: Any) -> bool:
	return getdate(doc.extended_to or doc.deadline) < getdate(today())


def fail(doc: Any) -> None:
	"""Not done, or not in time: the county may put the organization on the list."""
	facts = _("Rectification order {0} was not fulfilled.").format(doc.order_no or doc.name)
	credit.propose(doc.organization, credit.ABNORMAL, "Rectification Not Done", facts, doc)


def run() -> None:
	"""Every day: orders that nobody answered in time are told to both sides."""
	late = frappe.get_all(
		ORDER,
		filters={"workflow_state": "Issued", "deadline": ["<", today()]},
		fields=["name", "extended_to", "deadline"],
		order_by="deadline asc, name asc",
	)
	for row in late:
		if is_overdue(row):
			doc = frappe.get_doc(ORDER, row.name)
			fail(doc)
			organization = frappe.get_doc("CSO Organization", doc.organization)
			notices.to_organization(organization, _("{0}: the deadline is over.").format(doc.order_no))
