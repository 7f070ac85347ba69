"""The pilots of a batch by their points, as the office compares them."""

from typing import Any

import frappe
from frappe.utils import flt

from . import scoring

PILOT = "CSO Rural Pilot"
LEVEL = 2
SCORED, CONFLICT, MISSING = "Scored", "Conflict", "Missing"
STATES = ("Draft", "Withdrawn", "Town Recommendation", "Returned for Correction")


def may_see() -> bool:
	"""Points are read by whoever may read that level of the pilot."""
	return LEVEL in frappe.get_meta(PILOT).get_permlevel_access("read")


def of_batch(batch: str, phase: str) -> list[dict[str, Any]]:
	"""Pilots that the caller sees, best first; equal points share a place."""
	names = frappe.get_list(
		PILOT,
		filters={"batch": batch, "workflow_state": ["not in", STATES]},
		pluck="name",
		order_by="name asc",
		limit_page_length=0,
	)
	rows = [_row(frappe.get_doc(PILOT, name), phase) for name in names]
	rows = [row for row in rows if row["scored"] or phase == scoring.SELECTION or row["phase"] == phase]
	rows.sort(key=lambda row: (-row["score"], row["name"]))
	return [{**row, "rank": _place(rows, row)} for row in rows]


def _place(rows: list[dict[str, Any]], row: dict[str, Any]) -> int | None:
	"""How many did better, and one; none before anybody gave points, though zero points are a place."""
	return 1 + sum(other["score"] > row["score"] for other in rows) if row["scored"] else None


def _row(doc: Any, phase: str) -> dict[str, Any]:
	under_way = scoring.PHASE_OF_STATE.get(doc.workflow_state)
	return {
		"name": doc.name,
		"pilot_no": doc.pilot_no,
		"village": doc.village_name,
		"place": doc.region_full_name,
		"state": doc.workflow_state,
		"phase": under_way,
		"score": flt(doc.selection_score if phase == scoring.SELECTION else doc.evaluation_score),
		"scored": any(row.phase == phase for row in doc.scores),
		"experts": [_expert(doc, row, phase) for row in doc.experts],
	}


def _expert(doc: Any, row: Any, phase: str) -> dict[str, Any]:
	given = [entry for entry in doc.scores if (entry.expert, entry.phase) == (row.expert, phase)]
	status = CONFLICT if row.conflict_declared else SCORED if given else MISSING
	points = [{field: entry.get(field) for field in ("criterion", "max_score", "score")} for entry in given]
	return {
		"expert": row.expert,
		"full_name": row.full_name or row.expert,
		"status": status,
		"conflict_with": row.conflict_with,
		"total": sum(flt(entry.score) for entry in given),
		"points": points,
	}
