"""Reports that nobody handed in when the batch closed."""

import frappe
from frappe import _
from frappe.utils import today

from ..registry import notices
from . import consequences, states

REVIEW = "CSO Annual Review"


def run() -> None:
	"""Every day: drafts of closed batches become overdue; after the last deadline the lists are proposed."""
	for batch in _batches({"open_to": ["<", today()]}):
		for name in _drafts(batch, "Draft"):
			_mark(name)
		_count(batch)
	for batch in _batches({"conclusion_deadline": ["<", today()]}):
		for name in _drafts(batch, states.OVERDUE):
			consequences.propose_for_missing(frappe.get_doc(REVIEW, name))


def _batches(filters: dict[str, object]) -> list[str]:
	return frappe.get_all(
		"CSO Annual Review Batch", filters={**filters, "status": "Open"}, pluck="name", order_by="name asc"
	)


def _drafts(batch: str, state: str) -> list[str]:
	return frappe.get_all(
		REVIEW, filters={"batch": batch, "workflow_state": state}, pluck="name", order_by="name asc"
	)


def _mark(name: str) -> None:
	"""The state alone: an unfinished report is not judged."""
	frappe.db.set_value(REVIEW, name, "workflow_state", states.OVERDUE)
	doc = frappe.get_doc(REVIEW, name)
	doc.add_comment("Workflow", states.OVERDUE)
	organization = frappe.get_doc("CSO Organization", doc.organization)
	text = _("The report for {0} was due. Hand it in now.").format(doc.review_year)
	notices.to_organization(organization, text)


def _count(batch: str) -> None:
	late = frappe.db.count(REVIEW, {"batch": batch, "workflow_state": states.OVERDUE})
	frappe.db.set_value("CSO Annual Review Batch", batch, "overdue", late)
