"""What a report must hold: sums at every save, everything else when it is handed in."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt

from ..process import money
from ..process.closing import Closing
from . import balance, states

REQUIRED = (
	"members_count",
	"party_form",
	"opening_balance",
	"income_rows",
	"expense_rows",
	"self_check",
	"next_year_plan",
)
# What the organization answers for, and what the offices add; neither touches the other's part.
REPORTED = (
	"organization",
	"review_year",
	"batch",
	"region",
	"change_items",
	"member_meetings",
	"council_meetings",
	"members_count",
	"party_members",
	"party_form",
	"manual_addition",
	"manual_explanation",
	"opening_balance",
	"income_rows",
	"expense_rows",
	"assets",
	"liabilities",
	"finance_published",
	"audit_report",
	"for_profit",
	"branch_set",
	"self_check",
	"next_year_plan",
	"signed_page",
)
JUDGED = (
	"satisfaction_committee",
	"satisfaction_residents",
	"satisfaction_units",
	"village_opinion",
	"first_opinion",
	"first_opinion_text",
	"conclusion",
	"reason_codes",
)
CLOSINGS = (
	Closing("Once it was handed in, the report stays. It is changed after a return.", REPORTED),
	Closing("The offices judge after the report was handed in.", JUDGED, states=states.AT_THE_ORGANIZATION),
	Closing(
		"The report is concluded, so the form is closed. Who disagrees writes an objection.",
		but=("objection",),
		states=states.CONCLUDED,
	),
	Closing("The report was withdrawn, so the form is closed.", but=(), states=(states.WITHDRAWN,)),
)
WHOLE = ("member_meetings", "council_meetings", "party_activities", "manual_addition", "members_count")
PERCENT = ("satisfaction_committee", "satisfaction_residents", "satisfaction_units")


def clear_judgement(doc: Any) -> None:
	"""A new report comes without one, whatever was sent."""
	for field in JUDGED:
		doc.set(field, [] if field == "reason_codes" else None)


def sums(doc: Any) -> None:
	"""Totals are the server's."""
	doc.income_total = float(money.total(doc.income_rows))
	doc.expense_total = float(money.total(doc.expense_rows))
	doc.closing_balance = float(balance.closing(doc.opening_balance, doc.income_total, doc.expense_total))
	doc.net_assets = float(balance.net(doc.assets, doc.liabilities))
	given = [flt(doc.get(field)) for field in PERCENT if flt(doc.get(field))]
	doc.satisfaction = sum(given) / len(given) if given else 0


def numbers(doc: Any) -> None:
	for field in WHOLE:
		if cint(doc.get(field)) < 0:
			frappe.throw(_("{0} must not be negative.").format(_(doc.meta.get_label(field))))
	for field in PERCENT:
		if not 0 <= flt(doc.get(field)) <= 100:
			frappe.throw(_("{0} must be between 0 and 100.").format(_(doc.meta.get_label(field))))
	if cint(doc.party_members) > cint(doc.members_count) and doc.tier != "Registered":
		frappe.throw(_("{0} must not be more than {1}.").format(_("Party Members"), _("Members")))


def one_a_year(doc: Any) -> None:
	same = {"organization": doc.organization, "review_year": doc.review_year, "name": ["!=", doc.name]}
	other = frappe.db.get_value(doc.doctype, {**same, "workflow_state": ["!=", states.WITHDRAWN]}, "name")
	if other:
		frappe.throw(_("{0} has a report of {1} already: {2}.").format(doc.org_name, doc.review_year, other))


def submission(doc: Any) -> None:
	"""Everything that is missing, in one list."""
	missing = [_(doc.meta.get_label(field)) for field in REQUIRED if _is_empty(doc, field)]
	if doc.tier == "Registered" and not doc.signed_page:
		missing.append(_("Signed Declaration"))
	if doc.audit_required and not doc.audit_report:
		missing.append(_("Audit Report"))
	if missing:
		frappe.throw(_("Fill in before you hand in: {0}.").format("、".join(missing)), frappe.MandatoryError)
	if (
		doc.assets
		and money.differs(doc.net_assets, doc.closing_balance)
		and doc.form_template == "Filed Short Form"
	):
		frappe.msgprint(_("Net assets differ from the closing balance. Check both."))


def village(doc: Any) -> None:
	missing = [_(doc.meta.get_label(field)) for field in PERCENT if not flt(doc.get(field))]
	if missing:
		frappe.throw(_("Fill in before you agree: {0}.").format("、".join(missing)), frappe.MandatoryError)


def first_opinion(doc: Any) -> None:
	if not doc.first_opinion:
		frappe.throw(_("{0}: choose one before you pass it on.").format(_("First Opinion")))


def conclusion(doc: Any) -> None:
	"""Anything but Qualified says why."""
	if not doc.conclusion:
		frappe.throw(_("{0}: choose one before you pass it on.").format(_("Conclusion")))
	if doc.conclusion != "Qualified" and not doc.reason_codes:
		frappe.throw(_("{0}: give at least one reason.").format(_("Reasons of the Conclusion")))


def _is_empty(doc: Any, field: str) -> bool:
	value = doc.get(field)
	return value is None or value == "" or value == [] or (field == "members_count" and not cint(value))
