"""What a purchase project must hold before the office may buy."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, today

from ..process import money, moves, standing
from ..process.closing import Closing
from . import limits, negative_list, rating, term

BODY = (
	"project_title",
	"purchaser_unit",
	"catalogue_item",
	"region",
	"service_regions",
	"objectives",
	"content",
	"standards",
	"performance_targets",
	"budget_amount",
	"budget_year",
	"budget_source",
	"term_months",
	"procurement_method",
)
DECIDED = (
	"Approved",
	"In Selection",
	"Awarded",
	"Contracted",
	"Closed",
	"Failed",
	"Cancelled",
	"Rejected",
	"Withdrawn",
)
CLOSINGS = (
	Closing("Once it was handed in, what was applied for stays. It is changed after a return.", BODY),
	Closing(
		"The project is decided, so the form is closed.",
		but=("demands", "third_party_review"),
		states=DECIDED,
	),
)
TEXTS = ("project_title", "objectives", "content", "standards")
NEED_REASON = ("Single Source", "Entrustment below Limit")
ENTRUSTMENT = "Entrustment below Limit"


def compute(doc: Any) -> None:
	"""What follows from region, amount and term."""
	rules = limits.of_region(doc.region)
	doc.needs_county = int(not money.exceeds(rules.county_threshold, doc.budget_amount))
	doc.needs_city = int(not money.exceeds(rules.city_threshold, doc.budget_amount))
	doc.is_multi_year = int(cint(doc.term_months) > term.ONE_YEAR)
	_whom_it_serves(doc)
	if doc.catalogue_item:
		doc.domain = frappe.db.get_value("CSO Service Catalogue Item", doc.catalogue_item, "domain")


def _whom_it_serves(doc: Any) -> None:
	"""Rural when one of its communities is; once handed in it stays what it was."""
	before = doc.get_doc_before_save()
	if before and before.get(standing.AREA) and moves.left(doc) not in moves.BY_AUTHOR:
		doc.update({field: before.get(field) for field in ("is_rural_tilt", standing.AREA)})
		return
	served = [row.region for row in doc.service_regions] or [doc.region]
	rural = {"name": ["in", served], "community_type": standing.RURAL}
	doc.is_rural_tilt = int(bool(frappe.db.exists("CSO Region", rural)))
	doc.area_then = standing.RURAL if doc.is_rural_tilt else standing.URBAN


def check(doc: Any) -> None:
	"""Hard rules, at every save."""
	_purchaser(doc)
	_catalogue(doc)
	_negative(doc)
	_term(doc)
	_targets(doc)
	_method(doc)
	if money.money(doc.budget_amount) <= 0:
		frappe.throw(_("{0} must be more than zero.").format(_("Budget")))


def check_submission(doc: Any) -> None:
	if not (doc.catalogue_item or doc.finance_review_no):
		frappe.throw(
			_("{0}: choose one, or give the number of the finance review.").format(_("Catalogue Item")),
			frappe.MandatoryError,
		)


def check_budget_first(doc: Any) -> None:
	if not cstr(doc.budget_doc_no).strip():
		frappe.throw(
			_("{0}: budget first. Enter the number before you agree.").format(_("Budget Document No.")),
			frappe.MandatoryError,
		)


def _purchaser(doc: Any) -> None:
	if not frappe.db.get_value("CSO Gov Unit", doc.purchaser_unit, "may_be_purchaser"):
		frappe.throw(_("{0}: {1} may not buy services.").format(_("Purchaser"), doc.purchaser_unit))


def _catalogue(doc: Any) -> None:
	if not doc.catalogue_item:
		return
	item = frappe.get_cached_doc("CSO Service Catalogue Item", doc.catalogue_item)
	day = getdate(today())
	ended = item.valid_to and getdate(item.valid_to) < day
	if item.is_negative or item.is_group or getdate(item.valid_from) > day or ended:
		frappe.throw(_("{0}: {1} cannot be bought.").format(_("Catalogue Item"), item.item_name))


def _negative(doc: Any) -> None:
	text = "\n".join(str(doc.get(field) or "") for field in TEXTS)
	for rule in negative_list.hits(text, negative_list.of_site()):
		message = _("Negative list: “{0}”. {1}").format(rule.pattern, rule.reason)
		if rule.severity == negative_list.BLOCK:
			frappe.throw(message, title=_("Not Possible"))
		frappe.msgprint(message)


def _term(doc: Any) -> None:
	ticks = sum(cint(doc.get(field)) for field in term.CONDITIONS)
	problem = term.problem(cint(doc.term_months), doc.multi_year_reason, ticks)
	if problem:
		frappe.throw(_term_messages()[problem].format(_("Term in Months")))


def _term_messages() -> dict[str, str]:
	return {
		"TOO_SHORT": _("{0}: at least one month."),
		"TOO_LONG": _("{0}: at most 36 months."),
		"NO_REASON": _("{0}: more than 12 months need a reason."),
		"CONDITIONS": _("{0}: more than 12 months need all four conditions."),
	}


def _targets(doc: Any) -> None:
	if money.differs(money.total(doc.performance_targets, "weight"), 100):
		frappe.throw(_("{0}: the weights must add up to 100.").format(_("Performance Targets")))
	satisfied = [row for row in doc.performance_targets if row.dimension == "Satisfaction"]
	if money.total(satisfied, "weight") < rating.SATISFACTION_WEIGHT:
		frappe.throw(
			_("{0}: satisfaction weighs at least {1}.").format(
				_("Performance Targets"), rating.SATISFACTION_WEIGHT
			)
		)


def _method(doc: Any) -> None:
	if doc.procurement_method in NEED_REASON and not cstr(doc.method_reason).strip():
		frappe.throw(_("{0}: this method needs a reason.").format(_("Reason for the Method")))
	limit = limits.of_region(doc.region).entrustment_limit
	if doc.procurement_method == ENTRUSTMENT and not money.exceeds(limit, doc.budget_amount):
		frappe.throw(_("{0}: only below {1} yuan.").format(_("Method"), f"{money.money(limit):,.2f}"))
