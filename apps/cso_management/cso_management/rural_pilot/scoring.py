"""Experts score what they were called to, and only where they have no interest of their own."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import flt

from . import points

SELECTION, EVALUATION = "Selection", "Evaluation"
PHASE_OF_STATE = {"County Screening": SELECTION, "County Evaluation": EVALUATION}


def record(doc: Any, expert: str, given: dict[str, Any]) -> None:
	"""The points of one expert for the phase that is under way; given again they replace the old ones."""
	phase = PHASE_OF_STATE.get(doc.workflow_state)
	row = next((entry for entry in doc.experts if entry.expert == expert), None)
	if phase is None or row is None:
		frappe.throw(_("You are not asked to score this now."), frappe.PermissionError)
	if row.conflict_declared:
		frappe.throw(_("You declared a conflict of interest and cannot score."), frappe.PermissionError)
	criteria = frappe.get_cached_doc("CSO Rural Pilot Batch", doc.batch).criteria
	doc.scores = [entry for entry in doc.scores if (entry.phase, entry.expert) != (phase, expert)]
	for criterion in criteria:
		_append(doc, phase, expert, criterion, given.get(criterion.criterion))
	compute(doc)


def _append(doc: Any, phase: str, expert: str, criterion: Any, score: Any) -> None:
	if score is None or not 0 <= flt(score) <= flt(criterion.max_score):
		frappe.throw(_("{0}: between 0 and {1}.").format(criterion.criterion, flt(criterion.max_score)))
	doc.append(
		"scores",
		{
			"phase": phase,
			"expert": expert,
			"criterion": criterion.criterion,
			"max_score": criterion.max_score,
			"score": flt(score),
		},
	)


def compute(doc: Any) -> None:
	doc.selection_score = float(points.mean_of_experts(doc.scores, SELECTION))
	doc.evaluation_score = float(points.mean_of_experts(doc.scores, EVALUATION))


def check_complete(doc: Any, phase: str) -> None:
	"""Everybody without a conflict scored."""
	given = {row.expert for row in doc.scores if row.phase == phase}
	wanted = {row.expert for row in doc.experts if not row.conflict_declared}
	if not wanted:
		frappe.throw(_("{0}: name at least one without a conflict.").format(_("Experts")))
	if wanted - given:
		frappe.throw(_("Scores are missing from: {0}.").format("、".join(sorted(wanted - given))))


def declare(doc: Any, expert: str, conflict_with: str) -> None:
	"""Note the expert's interest and drop what he gave."""
	row = next((entry for entry in doc.experts if entry.expert == expert), None)
	if row is None:
		frappe.throw(_("You are not asked to score this now."), frappe.PermissionError)
	row.conflict_declared, row.conflict_with = 1, conflict_with
	doc.scores = [entry for entry in doc.scores if entry.expert != expert]
	compute(doc)
