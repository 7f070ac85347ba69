"""From the notice to the award."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime, today

from ..process import money, moves
from ..process.closing import Closing
from ..registry import publicity
from . import limits, qualification, scoring

PROJECT = "CSO Purchase Project"
DECIDED = ("Publicity", "Awarded", "Failed")
OPENED = ("Opened", "Scored", "Award Decision", *DECIDED)
ENTRUSTMENT = ("Single Source", "Entrustment below Limit")


CLOSINGS = (
	Closing("The notice is out: project, criteria and place stay.", ("project", "criteria", "region")),
	Closing(
		"The offers are opened: what was announced and offered stays.",
		("bidders", "notice", "notice_date", "deadline"),
		states=OPENED,
	),
	Closing(
		"The award is decided, so the form is closed. What must change needs a new selection.",
		but=("failed_reason",),
		states=DECIDED,
	),
)


def check(doc: Any) -> None:
	if money.differs(money.total(doc.criteria, "max_score"), 100):
		frappe.throw(_("{0}: the points must add up to 100.").format(_("Criteria")))
	people = [row.expert for row in doc.experts]
	if len(people) != len(set(people)):
		frappe.throw(_("{0}: each person once.").format(_("Experts")))
	_bidders(doc)


def _bidders(doc: Any) -> None:
	"""Names, codes and grades of our own organizations come from the ledger."""
	seen: set[str] = set()
	for row in doc.bidders:
		if row.organization:
			known = frappe.db.get_value(
				"CSO Organization", row.organization, qualification.FIELDS, as_dict=True
			)
			row.bidder_name, row.credit_code, row.grade = known.org_name, known.credit_code, known.grade
		row.problem = qualification.problem(row.organization, row.bidder_name, row.credit_code)
		if money.exceeds(row.amount, doc.budget_amount):
			row.problem = row.problem or _("More than the budget.")
		row.qualified = int(not row.problem)
		if row.bidder_name in seen:
			frappe.throw(_("{0}: {1} stands there twice.").format(_("Bidders"), row.bidder_name))
		seen.add(row.bidder_name)


def before_move(doc: Any) -> None:
	"""Judge the step that this save takes."""
	if moves.entered(doc, "Published"):
		_publish(doc)
	if moves.entered(doc, "Opened"):
		_open(doc)
	if moves.entered(doc, "Scored") and moves.left(doc) == "Opened":
		scoring.rank(doc)
	if moves.entered(doc, "Award Decision"):
		_award(doc)
	if moves.entered(doc, "Awarded"):
		doc.award_notice_date = today()
	if moves.entered(doc, "Failed") and not cstr(doc.failed_reason).strip():
		doc.failed_reason = (doc.get("next_opinion") or "").strip() or _("Too few qualified bidders.")


def _publish(doc: Any) -> None:
	state = frappe.db.get_value(PROJECT, doc.project, "workflow_state")
	if state not in ("Approved", "Failed"):
		frappe.throw(_("{0}: the project is not approved.").format(_("Project")))
	if get_datetime(doc.deadline) <= now_datetime():
		frappe.throw(_("{0} must be in the future.").format(_("Deadline")))
	doc.notice_date = today()


def _open(doc: Any) -> None:
	if get_datetime(doc.deadline) > now_datetime():
		frappe.throw(_("Offers are opened after the deadline."))
	rules, count = limits.of_region(doc.region), sum(row.qualified for row in doc.bidders)
	method = frappe.db.get_value(PROJECT, doc.project, "procurement_method")
	enough = 1 if method in ENTRUSTMENT else int(rules.fewest_bidders)
	alone = count == 1 and rules.single_bidder == "Allow with Reasons"
	if count < enough and not alone:
		frappe.throw(_("{0} qualified bidders; at least {1} are needed.").format(count, enough))
	if not any(not row.conflict_declared for row in doc.experts):
		frappe.throw(_("{0}: name at least one without a conflict.").format(_("Experts")))


def _award(doc: Any) -> None:
	winner = next((row for row in doc.bidders if _is_winner(doc, row)), None)
	if winner is None or not winner.qualified:
		frappe.throw(_("{0}: choose a qualified bidder.").format(_("Award to")))
	doc.award_name = winner.bidder_name
	doc.award_amount = doc.award_amount or winner.amount
	if money.exceeds(doc.award_amount, doc.budget_amount) or money.exceeds(doc.award_amount, winner.amount):
		frappe.throw(_("{0}: not more than offer and budget.").format(_("Award Amount")))
	alone = sum(row.qualified for row in doc.bidders) == 1
	if (winner.ranked != 1 or alone) and not cstr(doc.award_reason).strip():
		frappe.throw(_("{0}: say why.").format(_("Reason of the Award")), frappe.MandatoryError)


def _is_winner(doc: Any, row: Any) -> bool:
	if doc.award_organization:
		return row.organization == doc.award_organization
	return bool(doc.award_name) and row.bidder_name == doc.award_name


def after_move(doc: Any) -> None:
	"""The project follows; the award is hung out."""
	if moves.entered(doc, "Published"):
		frappe.db.set_value(PROJECT, doc.project, "selection", doc.name)
		moves.advance(PROJECT, doc.project, "In Selection")
	if moves.entered(doc, "Opened"):
		scoring.open_sheets(doc)
	if moves.entered(doc, "Publicity") and not doc.publicity:
		subject = _("Award of {0}: {1}").format(doc.project_title, doc.award_name)
		content = _("{0}, award amount {1} yuan").format(doc.award_name, f"{doc.award_amount:,.2f}")
		doc.db_set("publicity", publicity.publish(doc, subject, content, channel="Website"))
	if moves.entered(doc, "Awarded"):
		moves.advance(PROJECT, doc.project, "Awarded")
	if moves.entered(doc, "Failed"):
		moves.advance(PROJECT, doc.project, "Failed")
