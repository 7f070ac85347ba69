"""What happens when an application moves to another state. Steps run before the document is written."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, cstr, getdate, today

from .. import heads, settings
from . import clock, completeness, corrections, guard, numbering, route, states, thresholds


class Move:
	"""One act on one application."""

	def __init__(self, doc: Any, before: Any, action: str) -> None:
		self.doc = doc
		self.before = before
		self.action = action
		self.from_state = before.workflow_state or states.DRAFT
		self.to_state = doc.workflow_state
		self.opinion = cstr(doc.next_opinion).strip()
		self.overdue_days = clock.overdue_days(before)
		self.days_used = clock.days_used(before)
		self.due_on = before.due_on

	def run(self) -> None:
		if not self.doc.flags.by_system:
			guard.check_actor(self.doc)
			guard.check_separation(self.doc, self.action)
		self.check_opinion()
		for step in STEPS.get(self.action, ()):
			step(self)
		self.set_clock()
		if self.to_state == states.APPROVED:
			approve(self)
		self.doc.next_opinion = None

	def check_opinion(self) -> None:
		if self.action in states.ACTS_WITH_OPINION and not self.opinion:
			frappe.throw(
				_("{0}: write your opinion first; the applicant reads it.").format(_(self.action)),
				title=_("Opinion"),
			)

	def set_clock(self) -> None:
		if self.to_state == states.RETURNED:
			clock.stop(self.doc)
			return
		if self.action != "Resubmit":
			clock.leave(self.doc)
		clock.start(self.doc)
		route.look_back(self.doc)


def find(doc: Any, before: Any) -> Move | None:
	"""The move that is being made, or none. A pair of states that is no act is refused."""
	if not before or before.workflow_state == doc.workflow_state:
		return None
	action = states.act_between(before.workflow_state or states.DRAFT, doc.workflow_state)
	if action is None:
		frappe.throw(
			_("An application cannot go from {0} to {1}.").format(
				_(before.workflow_state or ""), _(doc.workflow_state or "")
			)
		)
	return Move(doc, before, str(action))


def submit(move: Move) -> None:
	completeness.check(move.doc)
	move.doc.applied_on = today()
	move.doc.submitted_by = frappe.session.user


def agree_in_village(move: Move) -> None:
	doc = move.doc
	doc.village_opinion = "Agree"
	doc.village_opinion_text = doc.village_opinion_text or move.opinion or _("Agree")
	if settings.of_region(doc.region).party_opinion_required and not doc.party_branch_opinion:
		frappe.throw(
			_("{0} is needed before the village agrees.").format(
				_(doc.meta.get_label("party_branch_opinion"))
			)
		)


def disagree_in_village(move: Move) -> None:
	move.doc.village_opinion = "Disagree"
	move.doc.village_opinion_text = move.opinion


def send_back(move: Move) -> None:
	corrections.open_round(move.doc)
	route.remember_return(move.doc, move.from_state)


def resubmit(move: Move) -> None:
	corrections.close_round(move.doc)
	completeness.check(move.doc)
	move.doc.returned_from = None


def accept(move: Move) -> None:
	completeness.check_identity(move.doc)
	if not move.doc.acceptance_no:
		move.doc.acceptance_no = numbering.acceptance_number(move.doc)
		move.doc.accepted_on = today()


def propose(move: Move) -> None:
	if move.from_state != states.TOWN_EXAMINATION:
		return
	if move.doc.application_type == "Upgrade":
		move.doc.upgrade_result = thresholds.compare(move.doc)
	if (
		settings.of_region(move.doc.region).site_check_required
		and move.doc.application_type == "New"
		and not move.doc.site_checks
	):
		frappe.throw(_("{0}: enter the site check before you propose the decision.").format(_("Site Checks")))
	check_publicity(move.doc)


def check_publicity(doc: Any) -> None:
	if not doc.publicity_required:
		return
	if not (doc.publicity_from and doc.publicity_to and doc.publicity_result):
		frappe.throw(_("Publicity is required: enter its dates and its result."))
	if getdate(doc.publicity_to) >= getdate(today()):
		frappe.throw(_("The publicity runs until {0}. Decide afterwards.").format(doc.publicity_to))


def refuse(move: Move) -> None:
	doc = move.doc
	doc.decision = "Refused"
	doc.decision_date = today()
	doc.decided_by = frappe.session.user
	doc.reject_reason = move.opinion
	doc.decision_no = numbering.decision_number(doc, heads.decision_word_of(doc.region))


def reconsider(move: Move) -> None:
	doc = move.doc
	days = settings.of_region(doc.region).reconsideration_days
	if getdate(add_days(doc.decision_date, days)) < getdate(today()):
		frappe.throw(
			_("The {0} days for a reconsideration ended on {1}.").format(
				days, add_days(doc.decision_date, days)
			)
		)
	doc.reconsideration_filed_on = today()
	doc.reconsideration_grounds = move.opinion


def close_reconsideration(move: Move) -> None:
	move.doc.reconsideration_result = "Upheld" if move.action == "Uphold" else "Reversed"
	move.doc.reconsideration_handler = frappe.session.user


def approve(move: Move) -> None:
	"""The decision is taken; the ledger follows once the application is written."""
	doc = move.doc
	doc.decision = "Approved"
	doc.decision_date = today()
	doc.decided_by = frappe.session.user
	doc.reject_reason = None
	if doc.application_type == "New":
		doc.filing_no = numbering.filing_number(doc)
		doc.decision_no = numbering.printed_filing_number(doc.filing_no, heads.word_of(doc.region))
	else:
		doc.decision_no = numbering.decision_number(doc, heads.decision_word_of(doc.region))


def acknowledge(move: Move) -> None:
	doc = move.doc
	doc.decision = "Approved"
	doc.decision_date = today()
	doc.decided_by = frappe.session.user


def issue_certificate(move: Move) -> None:
	move.doc.certificate_date = today()


STEPS: dict[str, tuple[Callable[[Move], None], ...]] = {
	"Submit": (submit,),
	"Agree": (agree_in_village,),
	"Disagree": (disagree_in_village,),
	"Return for Correction": (send_back,),
	"Resubmit": (resubmit,),
	"Accept": (accept,),
	"Propose": (propose,),
	"Refuse": (refuse,),
	"Reconsider": (reconsider,),
	"Uphold": (close_reconsideration,),
	"Reverse": (close_reconsideration,),
	"Acknowledge": (acknowledge,),
	"Issue Certificate": (issue_certificate,),
}
