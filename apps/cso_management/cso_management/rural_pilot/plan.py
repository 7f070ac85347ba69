"""What an application and its plan must hold."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_months, cint, cstr, getdate

from ..process import money
from ..registry import settings
from . import points, states

AREAS = ("CSO Growth", "Volunteers", "Care for Those Left Behind", "Culture and Sports", "Talents")
FEWEST_TARGETS, FEWEST_MILESTONES = 5, 3


def check_village(doc: Any) -> None:
	"""A rural village, once at a time, inside the batch."""
	row = frappe.db.get_value(
		"CSO Region",
		doc.village_region,
		["level", "community_type", "region_name", "lft", "rgt"],
		as_dict=True,
	)
	if row.level != "Village" or row.community_type != "Rural":
		frappe.throw(_("{0}: choose a rural village.").format(_("Pilot Village")))
	doc.village_name = row.region_name
	batch = frappe.db.get_value("CSO Rural Pilot Batch", doc.batch, "region")
	left, right = frappe.db.get_value("CSO Region", batch, ["lft", "rgt"])
	if not left <= row.lft <= row.rgt <= right:
		frappe.throw(_("{0}: outside the region of the batch.").format(_("Pilot Village")))
	same = {"village_region": doc.village_region, "name": ["!=", doc.name]}
	other = frappe.db.get_value(doc.doctype, {**same, "workflow_state": ["in", states.RUNNING]}, "name")
	if other:
		frappe.throw(_("{0} is a pilot already: {1}.").format(row.region_name, other))


def check_application(doc: Any) -> None:
	"""At submission: survey, plan, targets, milestones; all that is missing at once."""
	batch = frappe.get_cached_doc("CSO Rural Pilot Batch", doc.batch)
	if batch.status != "Open":
		frappe.throw(_("{0}: not open for applications.").format(_("Batch")))
	missing = [
		_(doc.meta.get_label(field))
		for field in ("needs_survey", "plan_text", "targets", "milestones")
		if not doc.get(field)
	]
	if missing:
		frappe.throw(_("Fill in before you hand in: {0}.").format("、".join(missing)), frappe.MandatoryError)
	_survey(doc)
	_targets(doc)


def _survey(doc: Any) -> None:
	households = cint(frappe.db.get_value("CSO Region", doc.village_region, "households"))
	if not points.sample_is_enough(cint(doc.survey_sample), households):
		frappe.throw(
			_("{0}: ask at least a tenth of the {1} households, or thirty.").format(
				_("Households Asked"), households
			)
		)


def _targets(doc: Any) -> None:
	missing = [_(area) for area in AREAS if area not in {row.area for row in doc.targets}]
	if len(doc.targets) < FEWEST_TARGETS or missing:
		frappe.throw(_("{0}: one for each area; missing: {1}.").format(_("Targets"), "、".join(missing)))
	if len(doc.milestones) < FEWEST_MILESTONES:
		frappe.throw(_("{0}: at least {1}.").format(_("Milestones"), FEWEST_MILESTONES))
	titles = [cstr(row.title).strip() for row in doc.milestones]
	double = next((title for title in titles if titles.count(title) > 1), None)
	if double:
		frappe.throw(_("{0}: “{1}” stands there twice.").format(_("Milestones"), double))


def check_milestones_inside(doc: Any) -> None:
	"""Once the period is known, every milestone lies in it."""
	if not doc.start_date:
		return
	first, last = getdate(doc.start_date), end_of(doc)
	for row in doc.milestones:
		if not first <= getdate(row.due) <= last:
			frappe.throw(
				_("{0}, line {1}: the day lies outside the period of the pilot.").format(
					_("Milestones"), row.idx
				)
			)


def check_extension(doc: Any) -> None:
	before = doc.get_doc_before_save()
	months, old = cint(doc.extended_months), cint(before.extended_months) if before else 0
	if months == old:
		return
	longest = settings.of_region(doc.region).pilot_extension_months
	if old or not 0 < months <= longest:
		frappe.throw(_("{0}: once, by at most {1} months.").format(_("Extended by Months"), longest))


def end_of(doc: Any) -> Any:
	return getdate(add_months(doc.end_date, cint(doc.extended_months)))


def check_summary(doc: Any) -> None:
	shortest = settings.of_region(doc.region).pilot_summary_length
	if len("".join(cstr(doc.model_summary).split())) < shortest or not doc.model_type:
		frappe.throw(
			_("{0}: at least {1} characters, with the kind of model.").format(
				_("Summary of the Model"), shortest
			),
			frappe.MandatoryError,
		)


def check_criteria(batch: Any) -> None:
	if money.differs(money.total(batch.criteria, "max_score"), 100):
		frappe.throw(_("{0}: the points must add up to 100.").format(_("Criteria")))
