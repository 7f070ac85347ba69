"""What the pages of the rural pilots call."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import flt

from ..process import sent
from ..rural_pilot import ranking, scoring

PILOT, BATCH = "CSO Rural Pilot", "CSO Rural Pilot Batch"


@frappe.whitelist(methods=["GET"])
def my_pilots() -> list[dict[str, Any]]:
	"""Pilots that the caller was called to as an expert: those to score first."""
	names = frappe.get_all(
		"CSO Pilot Expert",
		filters={"expert": frappe.session.user, "parenttype": PILOT},
		pluck="parent",
		order_by="parent asc",
		distinct=True,
	)
	sheets = [_summary(frappe.get_doc(PILOT, name)) for name in names]
	return sorted(sheets, key=lambda row: (not row["open"] or row["done"], row["name"]))


@frappe.whitelist(methods=["GET"])
def score_sheet(name: str) -> dict[str, Any]:
	"""The criteria of a pilot with the caller's own points."""
	doc = frappe.get_doc(PILOT, name)
	doc.check_permission("read")
	mine = _points(doc)
	rows = [
		{
			"criterion": row.criterion,
			"weight": row.weight,
			"max_score": row.max_score,
			"score": mine.get(row.criterion),
		}
		for row in _batch(doc).criteria
	]
	return {**_summary(doc), "rows": rows}


@frappe.whitelist(methods=["POST"])
def score(name: str, scores: str | dict[str, float]) -> dict[str, Any]:
	"""Hand in the caller's points of the phase under way; a second time replaces the first."""
	doc = frappe.get_doc(PILOT, name, for_update=True)
	doc.check_permission("read")
	scoring.record(doc, frappe.session.user, sent.mapping(scores, "scores"))
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)
	return score_sheet(name)


@frappe.whitelist(methods=["POST"])
def declare_conflict(name: str, conflict_with: str) -> None:
	"""An expert says that he has an interest; his points no longer count."""
	if not (conflict_with or "").strip():
		frappe.throw(_("{0}: say with whom or what.").format(_("Conflict With")), frappe.MandatoryError)
	doc = frappe.get_doc(PILOT, name, for_update=True)
	doc.check_permission("read")
	scoring.declare(doc, frappe.session.user, conflict_with.strip())
	doc.flags.by_system = True
	doc.save(ignore_permissions=True)


@frappe.whitelist(methods=["GET"])
def ranked(batch: str = "", phase: str = scoring.SELECTION) -> dict[str, Any]:
	"""The pilots of a batch by their points, with each expert's sum, conflicts and who has not scored yet."""
	if phase not in scoring.PHASE_OF_STATE.values():
		frappe.throw(_("There is no phase {0}.").format(phase))
	if not ranking.may_see():
		raise frappe.PermissionError
	batches = frappe.get_list(BATCH, fields=["name", "batch_name", "quota"], order_by="name desc", limit=50)
	chosen = next((row for row in batches if row.name == batch), batches[0] if batches else None)
	rows = ranking.of_batch(chosen.name, phase) if chosen else []
	return {"batches": batches, "batch": chosen, "phase": phase, "rows": rows}


def _summary(doc: Any) -> dict[str, Any]:
	phase = scoring.PHASE_OF_STATE.get(doc.workflow_state)
	mine = _points(doc)
	called = next((row for row in doc.experts if row.expert == frappe.session.user), None)
	conflict = bool(called and called.conflict_declared)
	return {
		"name": doc.name,
		"pilot_no": doc.pilot_no,
		"village": doc.village_name,
		"place": doc.region_full_name,
		"batch": _batch(doc).batch_name,
		"state": doc.workflow_state,
		"phase": phase,
		"open": bool(phase and called and not conflict),
		"conflict": conflict,
		"conflict_with": called.conflict_with if called else None,
		"done": bool(mine),
		"total": sum(mine.values()),
		"most": sum(flt(row.max_score) for row in _batch(doc).criteria),
	}


def _points(doc: Any) -> dict[str, float]:
	"""The caller's points of the phase under way, or of the last one he scored."""
	rows = [row for row in doc.scores if row.expert == frappe.session.user]
	phase = scoring.PHASE_OF_STATE.get(doc.workflow_state) or (rows[-1].phase if rows else None)
	return {row.criterion: flt(row.score) for row in rows if row.phase == phase}


def _batch(doc: Any) -> Any:
	return frappe.get_cached_doc(BATCH, doc.batch)
