"""What the pages of the rural pilots call."""

import frappe

from ..rural_pilot import scoring

PILOT = "CSO Rural Pilot"


@frappe.whitelist(methods=["GET"])
def score_sheet(name: str) -> dict[str, object]:
	"""The criteria of a pilot with the caller's own points."""
	doc = frappe.get_doc(PILOT, name)
	doc.check_permission("read")
	phase = scoring.PHASE_OF_STATE.get(doc.workflow_state)
	mine = {row.criterion: row.score for row in doc.scores if _is_mine(row, phase)}
	batch = frappe.get_cached_doc("CSO Rural Pilot Batch", doc.batch)
	rows = [
		{"criterion": row.criterion, "max_score": row.max_score, "score": mine.get(row.criterion)}
		for row in batch.criteria
	]
	called = any(row.expert == frappe.session.user and not row.conflict_declared for row in doc.experts)
	return {"village": doc.village_name, "phase": phase, "open": bool(phase) and called, "rows": rows}


@frappe.whitelist(methods=["POST"])
def score(name: str, scores: str | dict[str, float]) -> dict[str, object]:
	"""Hand in the caller's points of the phase under way; a second time replaces the first."""
	doc = frappe.get_doc(PILOT, name, for_update=True)
	doc.check_permission("read")
	scoring.record(doc, frappe.session.user, frappe.parse_json(scores))
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)
	return score_sheet(name)


@frappe.whitelist(methods=["POST"])
def declare_conflict(name: str, conflict_with: str) -> None:
	"""An expert says that he has an interest; his points no longer count."""
	doc = frappe.get_doc(PILOT, name, for_update=True)
	doc.check_permission("read")
	for row in doc.experts:
		if row.expert == frappe.session.user:
			row.conflict_declared, row.conflict_with = 1, conflict_with
	doc.scores = [row for row in doc.scores if row.expert != frappe.session.user]
	scoring.compute(doc)
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)


def _is_mine(row: object, phase: str | None) -> bool:
	return row.expert == frappe.session.user and row.phase == phase
