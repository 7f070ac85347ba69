"""What the filing pages ask for, and the one call that takes a decision."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_transitions

from ..approvals import log
from ..approvals.engine import fields, stock, store
from ..permissions import roles
from ..printing import papers
from ..process import difference, sent
from ..registry.filing import (
	clock,
	completeness,
	corrections,
	guard,
	materials,
	openness,
	states,
)
from ..registry.filing.fields import REQUIRED, REVIEW_FIELDS

DOCTYPE = "CSO Filing Application"


@frappe.whitelist(methods=["GET"])
def get_case(name: str) -> dict[str, Any]:
	"""Everything beside the form: actions, timeline, what is missing, what may be changed, papers."""
	doc = _readable(name)
	return {
		"name": doc.name,
		"state": doc.workflow_state,
		"application_type": doc.application_type,
		"due_on": doc.due_on,
		"overdue_days": clock.overdue_days(doc),
		"correction_due_on": doc.correction_due_on,
		"actions": actions_of(doc),
		"timeline": log.rows_of(doc.doctype, doc.name),
		"steps": steps_of(doc),
		"missing": missing_of(doc),
		"corrections": [_correction(row) for row in corrections.open_items(doc)],
		"editable": editable_of(doc),
		"citable": citable_of(doc),
		"papers": papers.available(doc.application_type, doc.workflow_state, _filled(doc)),
	}


@frappe.whitelist(methods=["POST"])
def act(
	name: str, action: str, opinion: str | None = None, corrections: list | str | None = None
) -> dict[str, Any]:
	"""Take a workflow action with its opinion and, for a return, its list. All or nothing."""
	doc = _readable(name)
	guard.check_actor(doc)
	transition = _transition(doc, action)
	rows = sent.rows(corrections, "corrections")
	if _is_running(doc):
		stock.by_action(doc, action, opinion, rows)
		return _state_of(frappe.get_doc(DOCTYPE, name))
	doc.next_opinion = opinion or doc.next_opinion
	for row in rows:
		doc.append(
			"correction_items",
			{field: row.get(field) for field in ("cited_field", "cited_row", "problem", "basis")},
		)
	doc.workflow_state = transition.next_state
	doc.save()
	doc.add_comment("Workflow", _(doc.workflow_state))
	return _state_of(doc)


@frappe.whitelist(methods=["GET"])
def get_requirements(application_type: str) -> dict[str, Any]:
	"""What an application of this type will have to hold when it is submitted."""
	meta = frappe.get_meta(DOCTYPE)
	return {
		"fields": [
			{"fieldname": f, "label": _(meta.get_label(f))} for f in REQUIRED.get(application_type, ())
		],
		"materials": materials.requirements(application_type),
	}


def actions_of(doc: Any) -> list[dict[str, Any]]:
	"""Buttons: each action once, with the reason where a rule of the server will refuse it."""
	if frappe.session.user == "Administrator" or roles.ADMINISTRATOR in frappe.get_roles():
		return []
	buttons: dict[str, dict[str, Any]] = {}
	for row in stock.open_to(doc):
		buttons.setdefault(
			row["action"],
			{
				"action": row["action"],
				"next_state": row["next_state"],
				"needs_opinion": row["action"] in states.ACTS_WITH_OPINION,
				"needs_corrections": row["action"] == "Return for Correction",
				"blocked": guard.separation_problem(doc, row["action"]),
			},
		)
	return list(buttons.values())


def steps_of(doc: Any) -> list[dict[str, Any]]:
	"""The usual way of this application; the pages draw it as a bar."""
	way = _way(doc)
	current = doc.returned_from if doc.workflow_state == states.RETURNED else doc.workflow_state
	place = way.index(current) if current in way else len(way)
	return [
		{"state": state, "status": "done" if index < place else "current" if index == place else "next"}
		for index, state in enumerate(way)
	]


def missing_of(doc: Any) -> dict[str, Any]:
	if doc.workflow_state not in (states.DRAFT, states.RETURNED):
		return {"fields": [], "materials": [], "declarations": []}
	label = doc.meta.get_label
	return {
		"fields": [{"fieldname": f, "label": _(label(f))} for f in completeness.missing_fields(doc)],
		"materials": materials.missing(doc),
		"declarations": [
			{"fieldname": f, "label": _(label(f))} for f in completeness.DECLARATIONS if not doc.get(f)
		],
	}


def editable_of(doc: Any) -> list[str]:
	"""Names of the fields that the user may change now: what the step opens to whoever has the turn."""
	if not frappe.has_permission(DOCTYPE, "write", doc=doc):
		return []
	record = store.live(doc.doctype, doc.name)
	if record:
		return fields.open_to(doc, record)
	if doc.workflow_state == states.RETURNED and not _may_take(doc, "Resubmit"):
		return []
	return openness.open_fields(doc)


def citable_of(doc: Any) -> list[dict[str, str]]:
	"""What a return may cite: the applicant's fields, and each paper."""
	if doc.workflow_state not in states.REVIEW:
		return []
	fields = [
		df
		for df in difference.input_fields(doc.meta)
		if df.fieldname not in REVIEW_FIELDS | corrections.FIXED and not df.hidden
	]
	rows = [{"cited_field": df.fieldname, "label": _(df.label)} for df in fields]
	papers_of = [
		{"cited_field": "materials", "cited_row": row.material, "label": row.material}
		for row in doc.materials
	]
	return papers_of + [row for row in rows if row["cited_field"] != "materials"]


def _may_take(doc: Any, action: str) -> bool:
	return any(row["action"] == action for row in get_transitions(doc))


def _readable(name: str) -> Any:
	doc = frappe.get_doc(DOCTYPE, name)
	doc.check_permission("read")
	return doc


def _is_running(doc: Any) -> bool:
	record = store.live(doc.doctype, doc.name)
	return record is not None and record.case.status == "Running"


def _state_of(doc: Any) -> dict[str, Any]:
	return {"name": doc.name, "workflow_state": doc.workflow_state, "filing_no": doc.filing_no}


def _transition(doc: Any, action: str) -> Any:
	found = next((row for row in stock.open_to(doc) if row["action"] == action), None)
	if found:
		return frappe._dict(found)
	if any(row["action"] == action for row in get_transitions(doc)):
		guard.check_separation(doc, action)
	return frappe.throw(_too_late(doc, action), title=_("Not Possible"))


def _too_late(doc: Any, action: str) -> str:
	"""Two people pressed at the same moment: the second learns who was first."""
	rows = log.rows_of(doc.doctype, doc.name)
	if not rows:
		return _("{0} is not possible now: the application is at {1}. Reload the page.").format(
			_(action), _(doc.workflow_state)
		)
	last = rows[-1]
	return _("{0} is not possible now: {1} moved the application to {2} at {3}. Reload the page.").format(
		_(action), last.actor_name or last.actor, _(doc.workflow_state), last.at
	)


def _way(doc: Any) -> list[str]:
	if doc.application_type == "Ledger Entry":
		return [states.DRAFT, states.TOWN_ACCEPTANCE, states.LEDGERED]
	way = [
		states.DRAFT,
		states.VILLAGE_REVIEW,
		states.TOWN_ACCEPTANCE,
		states.TOWN_EXAMINATION,
		states.TOWN_DECISION,
	]
	if not doc.needs_village_review:
		way.remove(states.VILLAGE_REVIEW)
	if doc.needs_county_record or doc.county_decides:
		way.append(states.COUNTY_RECORD)
	if doc.county_decides:
		way.append(states.COUNTY_DECISION)
	way.append(states.APPROVED)
	return [*way, states.CERTIFICATE_ISSUED] if doc.application_type in papers.FILED_TYPES else way


def _filled(doc: Any) -> set[str]:
	fields = ("acceptance_no", "applied_on", "current_round", "reject_reason")
	return {field for field in fields if doc.get(field)}


def _correction(row: Any) -> dict[str, Any]:
	fields = (
		"name",
		"cited_field",
		"cited_row",
		"cited_label",
		"problem",
		"basis",
		"answer",
		"fixed",
		"round",
	)
	return {field: row.get(field) for field in fields}
