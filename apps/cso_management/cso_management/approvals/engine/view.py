"""What the page of one case shows."""

from typing import Any

import frappe
from frappe import _

from ..rules import model
from . import case_days, fields, handlers, hiding, offers, people, store
from . import timeline as steps
from .turn import Turn


def case_of(doctype: str, name: str, *, lock: bool = False) -> store.Record | None:
	found = store.latest(doctype, name)
	return store.Record(frappe.get_doc(store.CASE, found, for_update=lock)) if found else None


def check_readable(doc: Any, record: store.Record | None) -> None:
	"""Whoever reads the document, or takes part in its approval."""
	if record and handlers.takes_part(record, frappe.session.user):
		return
	if record and people.principals(frappe.session.user, doc, record.route):
		return
	doc.check_permission("read")


def of(doc: Any, record: store.Record) -> dict[str, Any]:
	turn = Turn(record, doc, "view", frappe.session.user)
	mine = turn.my_tasks()
	opened = fields.open_to(doc, record)
	return {
		"case": head(record),
		"task": _task(record, mine, opened),
		"editable_fields": opened,
		"hidden_fields": sorted(hiding.of_document(doc.doctype, doc.name)),
		"acts": offers.of(record, doc, turn, mine),
		"timeline": steps.timeline(record, doc),
		"copies": steps.copies(record),
	}


def head(record: store.Record) -> dict[str, Any]:
	row, memory = record.row, record.memory
	office, applicant = case_days.of(record)
	paused = record.case.status != model.RUNNING
	return {
		"name": row.name,
		"status": record.case.status,
		"route": record.route.name,
		"version": record.route.version,
		"round": record.case.round,
		"step": record.case.step,
		"step_label": _(record.step.label) if record.step else "",
		"submitter": record.case.submitter,
		"submitter_name": people.full_name(record.case.submitter),
		"due_on": str(row.due_on) if row.due_on else None,
		"light": None if paused else case_days.light(row.due_on),
		"office_days": office,
		"applicant_days": applicant,
		"flagged_once": memory.get("flagged") or [],
	}


def _task(
	record: store.Record, mine: list[tuple[model.Task, str]], opened: list[str]
) -> dict[str, Any] | None:
	if not mine:
		return None
	task, principal = mine[0]
	step = record.route.step(task.step)
	note = frappe.db.get_value(store.TASK, record.task_name(task.number), "note")
	return {
		"name": record.task_name(task.number),
		"step": task.step,
		"kind": task.kind,
		"on_behalf_of": principal if principal != frappe.session.user else None,
		"opinion_rule": step.opinion_rule or "negative",
		"signature": step.signature or "none",
		"editable_fields": opened,
		"hidden_fields": sorted(hiding.of_document(record.row.reference_doctype, record.row.reference_name)),
		"note": note or "",
	}
