"""Sums, dates and steps of a service contract."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, today

from ..approvals import calendar
from ..process import money, moves, numbering
from ..process.closing import Closing
from ..registry import settings
from . import disclosure, parties, states, term

CONTRACT = "CSO Service Contract"
LAST_CONDITIONS = ("Acceptance", "Evaluation")
BODY = (
	"project",
	"purchaser_unit",
	"provider",
	"provider_credit_code",
	"provider_is_agent",
	"executing_org",
	"custody_account",
	"payee_account",
	"amount",
	"start_date",
	"end_date",
	"service_items",
	"payment_plan",
	"quality_standard",
	"personnel",
	"liability",
	"dispute",
	"region",
)
WORKING = ("milestones", "signed_file", "finance_filed_on", "announced_on", "end_reason", "settlement")
CLOSINGS = (
	Closing("Once it was handed in, what was agreed stays. It is changed after a return.", BODY),
	Closing(
		"The contract is signed: it changes by a supplement. Progress and filing are still written down.",
		but=WORKING,
		states=states.SIGNED,
	),
	Closing(
		"The contract is at work: its signed text stays.",
		("signed_file",),
		states=("Active", "Suspended", "Completed", "Terminated"),
	),
	Closing("The contract was cancelled.", but=(), states=("Cancelled",)),
	Closing(
		"What a milestone promises changes by a supplement alone; how far it came is written down.",
		columns={"milestones": ("title", "due_date", "deliverables", "target_qty")},
	),
)


def compute(doc: Any) -> None:
	parties.fill(doc)
	for row in doc.service_items:
		row.amount = float(money.money(money.money(row.price) * money.Decimal(str(row.quantity or 0))))
	parts = money.shares(doc.amount, [row.percent for row in doc.payment_plan])
	for number, (row, part) in enumerate(zip(doc.payment_plan, parts, strict=True), 1):
		row.sequence, row.amount = number, float(part)
	before = doc.get_doc_before_save()
	if before:
		doc.update({field: before.get(field) for field in ("paid_total", "supplement_total")})
	doc.left_total = float(money.money(doc.amount) - money.money(doc.paid_total))


def check(doc: Any) -> None:
	parties.check(doc)
	_term(doc)
	_amount(doc)
	_plan(doc)
	_milestones(doc)
	if not cint(doc.no_subcontract):
		frappe.throw(_("{0}: the whole may not be passed on.").format(_("No Subcontracting of the Whole")))


def _amount(doc: Any) -> None:
	if money.money(doc.amount) <= 0:
		frappe.throw(_("{0} must be more than zero.").format(_("Amount")))
	if money.differs(money.total(doc.service_items), doc.amount):
		frappe.throw(
			_("{0}: the lines add up to {1}, not to {2}.").format(
				_("Services"), f"{money.total(doc.service_items):,.2f}", f"{money.money(doc.amount):,.2f}"
			)
		)
	if doc.supplement_of:
		_supplement(doc)
	elif doc.selection:
		awarded = frappe.db.get_value("CSO Provider Selection", doc.selection, "award_amount")
		if money.exceeds(doc.amount, awarded):
			frappe.throw(_("{0}: not more than was awarded.").format(_("Amount")))


def _supplement(doc: Any) -> None:
	base = frappe.get_doc(CONTRACT, doc.supplement_of)
	if base.workflow_state not in ("Active", "Suspended") or base.supplement_of:
		frappe.throw(_("{0}: only a contract under way gets a supplement.").format(_("Supplement of")))
	others = frappe.get_all(
		CONTRACT,
		filters={
			"supplement_of": base.name,
			"name": ["!=", doc.name],
			"workflow_state": ["not in", ["Cancelled", "Terminated"]],
		},
		fields=["amount"],
		order_by="name asc",
	)
	together = money.total(others) + money.money(doc.amount)
	share = settings.of_region(base.region).supplement_percent
	if money.exceeds(together, money.money(base.amount) * share / 100):
		frappe.throw(
			_("{0}: all supplements together at most {1} % of the contract.").format(_("Amount"), share)
		)


def _plan(doc: Any) -> None:
	if money.differs(money.total(doc.payment_plan, "percent"), 100):
		frappe.throw(_("{0}: the percentages must add up to 100.").format(_("Payment Plan")))
	if doc.payment_plan[-1].condition not in LAST_CONDITIONS:
		frappe.throw(_("{0}: the last instalment follows the acceptance.").format(_("Payment Plan")))
	titles = {row.title for row in doc.milestones}
	for row in doc.payment_plan:
		if row.condition == "Milestone" and row.milestone not in titles:
			frappe.throw(
				_("{0}, line {1}: name a milestone of this contract.").format(_("Payment Plan"), row.idx)
			)


def _milestones(doc: Any) -> None:
	titles = [cstr(row.title).strip() for row in doc.milestones]
	double = next((title for title in titles if titles.count(title) > 1), None)
	if double:
		frappe.throw(_("{0}: “{1}” stands there twice.").format(_("Milestones"), double))
	for row in doc.milestones:
		if not getdate(doc.start_date) <= getdate(row.due_date) <= getdate(doc.end_date):
			frappe.throw(
				_("{0}, line {1}: the day lies outside the contract.").format(_("Milestones"), row.idx)
			)


def _term(doc: Any) -> None:
	first, last = getdate(doc.start_date), getdate(doc.end_date)
	if last < first:
		frappe.throw(_("{0} must not be before {1}.").format(_("To"), _("From")))
	project = frappe.get_cached_doc("CSO Purchase Project", doc.project)
	months = term.months_between(first, last)
	ticks = sum(cint(project.get(field)) for field in term.CONDITIONS)
	if term.problem(months, project.multi_year_reason, ticks) or months > cint(project.term_months):
		frappe.throw(_("{0}: {1} months are more than the project allows.").format(_("To"), months))


def before_move(doc: Any) -> None:
	if moves.entered(doc, "Finance Review"):
		_project_is_awarded(doc)
	if moves.entered(doc, "Approved") and not doc.contract_no:
		doc.contract_no = numbering.of_county("HT", doc.region, getdate(today()).year)
	if moves.entered(doc, "Signed"):
		_sign(doc)
	if moves.entered(doc, "Active") and moves.left(doc) == "Signed" and not doc.signed_file:
		frappe.throw(_("{0}: upload the signed contract.").format(_("Signed Text")), frappe.MandatoryError)
	if moves.entered(doc, "Terminated", "Suspended") and not cstr(doc.end_reason).strip():
		frappe.throw(_("{0}: say why.").format(_("Reason of the End")), frappe.MandatoryError)
	if moves.entered(doc, "Completed"):
		_is_accepted(doc)


def _project_is_awarded(doc: Any) -> None:
	wanted = ("Contracted",) if doc.supplement_of else ("Awarded",)
	if frappe.db.get_value("CSO Purchase Project", doc.project, "workflow_state") not in wanted:
		frappe.throw(_("{0}: the award must be made first.").format(_("Project")))


def _sign(doc: Any) -> None:
	"""Within the days that the region gives after the award, and before the work; otherwise with reasons."""
	doc.sign_date = doc.sign_date or today()
	signed = getdate(doc.sign_date)
	if signed > getdate(today()):
		frappe.throw(_("{0} must not be in the future.").format(_("Signed On")))
	awarded = doc.selection and frappe.db.get_value(
		"CSO Provider Selection", doc.selection, "award_notice_date"
	)
	limits = settings.of_region(doc.region)
	longest = limits.sign_within_days
	if awarded and (signed - getdate(awarded)).days > longest and not doc.late_sign_reason:
		frappe.throw(
			_("{0}: more than {1} days after the award; give the reason.").format(_("Signed On"), longest)
		)
	if getdate(doc.start_date) < signed and not doc.early_start_reason:
		frappe.throw(_("{0}: before the contract was signed; give the reason.").format(_("From")))
	doc.finance_due_on = calendar.add_days(signed, limits.finance_filing_days)
	doc.announce_due_on = calendar.add_days(signed, limits.announcement_days)


def _is_accepted(doc: Any) -> None:
	passed = {"contract": doc.name, "final": 1, "workflow_state": "Confirmed", "result": ["!=", "Failed"]}
	if not frappe.db.exists("CSO Service Acceptance", passed):
		frappe.throw(_("The last acceptance is not confirmed yet."))


def after_move(doc: Any) -> None:
	if moves.entered(doc, "Signed") and not doc.supplement_of:
		moves.advance("CSO Purchase Project", doc.project, "Contracted")
		disclosure.due(doc, "Contract", _("Contract {0}").format(doc.contract_no), doc.announce_due_on)
	if moves.entered(doc, "Signed") and doc.supplement_of:
		refresh(doc.supplement_of)


def refresh(name: str) -> None:
	"""Sums of a contract that other documents change."""
	doc = frappe.get_doc(CONTRACT, name)
	extra = frappe.get_all(
		CONTRACT,
		filters={"supplement_of": name, "workflow_state": ["in", states.IN_FORCE]},
		fields=["amount"],
		order_by="name asc",
	)
	_refresh_plan(doc)
	paid = money.total(doc.payment_plan, "paid")
	left = money.money(doc.amount) - paid
	doc.db_set(
		{"supplement_total": float(money.total(extra)), "paid_total": float(paid), "left_total": float(left)}
	)


def _refresh_plan(doc: Any) -> None:
	"""What was asked for and paid of each line; a line whose sums stay is not written."""
	requests = frappe.get_all(
		"CSO Payment Request",
		filters={"contract": doc.name, "workflow_state": ["!=", states.REJECTED]},
		fields=["plan_row", "amount", "workflow_state"],
		order_by="name asc",
	)
	for row in doc.payment_plan:
		asked = [request for request in requests if request.plan_row == row.sequence]
		paid = money.total(request for request in asked if request.workflow_state == states.PAID)
		sums = {"requested": float(money.total(asked)), "paid": float(paid)}
		if any(money.differs(row.get(field), value) for field, value in sums.items()):
			row.db_set(sums)
