"""What a conclusion leads to: the ledger, the credit file, proposals for the lists, correction orders."""

from typing import Any

import frappe
from frappe import _

from ..supervision import credit
from . import states
from .suggestion import BASICALLY, UNQUALIFIED

REVOKE = "Revoke"


def write_ledger(doc: Any) -> None:
	"""The organization shows its latest conclusion."""
	frappe.db.set_value(
		"CSO Organization",
		doc.organization,
		{"last_review_year": doc.review_year, "last_conclusion": doc.conclusion},
	)
	text = _("Annual review {0}: {1}").format(doc.review_year, _(doc.conclusion))
	credit.record(doc.organization, "Annual Review", text, doc)


def propose_listing(doc: Any) -> None:
	if doc.conclusion != UNQUALIFIED:
		return
	facts = _("Annual review {0}: {1}").format(doc.review_year, _(doc.conclusion))
	effect = REVOKE if failed_in(doc.organization, doc.review_year - 1) else ""
	credit.propose(doc.organization, credit.ABNORMAL, "Unqualified Review", facts, doc, effect)


def propose_for_missing(doc: Any) -> None:
	"""Nothing was handed in."""
	facts = _("No report for {0} was handed in.").format(doc.review_year)
	effect = REVOKE if failed_in(doc.organization, doc.review_year - 1) else ""
	credit.propose(doc.organization, credit.ABNORMAL, "Report Not Filed", facts, doc, effect)


def failed_in(organization: str, year: int) -> bool:
	"""Did it miss or fail the review of that year?"""
	row = frappe.db.get_value(
		"CSO Annual Review",
		{"organization": organization, "review_year": year, "workflow_state": ["!=", states.WITHDRAWN]},
		["workflow_state", "conclusion"],
		as_dict=True,
	)
	return bool(row) and (row.workflow_state == states.OVERDUE or row.conclusion == UNQUALIFIED)


def order_rectification(doc: Any) -> str | None:
	"""A draft order with the reasons of the conclusion; the office completes and issues it."""
	if doc.rectification or doc.conclusion not in (BASICALLY, UNQUALIFIED):
		return None
	order = frappe.get_doc(
		{
			"doctype": "CSO Rectification Order",
			"organization": doc.organization,
			"source_doctype": doc.doctype,
			"source_name": doc.name,
			"issues": [{"issue": _(row.reason_code), "requirement": row.text} for row in doc.reason_codes],
		}
	)
	return str(order.insert(ignore_permissions=True).name)
