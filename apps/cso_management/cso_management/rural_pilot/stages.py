"""What each step of a pilot asks for and leaves behind."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import add_days, add_months, cstr, getdate, today

from ..process import moves, numbering
from ..registry import publicity
from . import plan, points, scoring, states

NEED_REASON = ("Suspended", "Failed")


def before_save(doc: Any) -> None:
	if moves.entered(doc, "Town Recommendation") and moves.left(doc) == "Draft":
		plan.check_application(doc)
		doc.pilot_no = doc.pilot_no or numbering.of_county("SD", doc.region, getdate(today()).year, 3)
	if moves.entered(doc, "Returned for Correction"):
		doc.returned_from = moves.left(doc)
	if moves.entered(doc, "Publicity"):
		scoring.check_complete(doc, scoring.SELECTION)
		_quota(doc)
	if moves.entered(doc, "Approved"):
		_approve(doc)
	if moves.entered(doc, *NEED_REASON) and not (doc.side_reason or doc.next_opinion or "").strip():
		frappe.throw(_("{0}: say why.").format(_("Reason")), frappe.MandatoryError)
	_towards_the_end(doc)


def _towards_the_end(doc: Any) -> None:
	if moves.entered(doc, "County Evaluation") and not cstr(doc.self_evaluation).strip():
		frappe.throw(_("{0}: write it first.").format(_("Final Self-evaluation")), frappe.MandatoryError)
	if moves.entered(doc, "Evaluated", "City Acceptance") and moves.left(doc) == "County Evaluation":
		scoring.check_complete(doc, scoring.EVALUATION)
		doc.evaluation_result = points.grade(doc.evaluation_score)
		if doc.evaluation_result == points.FAIL:
			frappe.throw(_("{0} points do not pass. Let it fail, or return it.").format(doc.evaluation_score))
	if moves.entered(doc, "Failed") and moves.left(doc) in ("County Evaluation", "City Acceptance"):
		doc.evaluation_result = points.FAIL
	if moves.entered(doc, "Summarised"):
		plan.check_summary(doc)
		doc.summarised_on = today()


def _quota(doc: Any) -> None:
	"""No more pilots than the batch has places."""
	batch = frappe.get_cached_doc("CSO Rural Pilot Batch", doc.batch)
	same = {"batch": doc.batch, "name": ["!=", doc.name], "workflow_state": ["in", states.TAKING_A_PLACE]}
	if frappe.db.count(doc.doctype, same) >= batch.quota:
		frappe.throw(_("The {0} places of the batch are taken.").format(batch.quota))


def _approve(doc: Any) -> None:
	months = frappe.db.get_value("CSO Rural Pilot Batch", doc.batch, "duration_months")
	doc.approved_on = doc.start_date = today()
	doc.end_date = add_days(add_months(today(), months), -1)
	plan.check_milestones_inside(doc)


def after_save(doc: Any) -> None:
	if moves.entered(doc, "Publicity") and not doc.publicity:
		subject = _("Proposed pilot: {0}").format(doc.village_name)
		content = _("{0}, points of the experts: {1}").format(doc.region_full_name, doc.selection_score)
		doc.db_set("publicity", publicity.publish(doc, subject, content))
	if moves.entered(doc, "Promoted"):
		_share(doc)


def _share(doc: Any) -> None:
	if frappe.db.exists("CSO Experience", {"pilot": doc.name}):
		return
	values = {"title": _("{0}: a pilot summed up").format(doc.village_name), "model_type": doc.model_type}
	frappe.get_doc(
		{
			"doctype": "CSO Experience",
			**values,
			"pilot": doc.name,
			"region": doc.region,
			"summary": doc.model_summary,
			"published": 1,
			"published_on": today(),
		}
	).insert(ignore_permissions=True)
