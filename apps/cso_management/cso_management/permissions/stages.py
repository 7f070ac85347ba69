"""Who writes a document at its stage: those whom its workflow names for the state it stands in.

While it is in approval the engine judges instead, field by field and person by person.
"""

from typing import Any

import frappe
from frappe.model.workflow import get_workflow_name

from ..approvals.rules import model

CASE = "CSO Approval Case"
LIVE = (model.RUNNING, model.CASE_RETURNED)


def is_his(doc: Any, user: str) -> bool:
	"""New documents, documents without a workflow and those in approval are judged elsewhere."""
	name = get_workflow_name(doc.doctype)
	state = name and _stored_state(doc)
	if not state or _in_approval(doc):
		return True
	return not _writers(name, state).isdisjoint(frappe.get_roles(user))


def _stored_state(doc: Any) -> str | None:
	"""The state in the database: the form may bring another one along."""
	if not doc.get("name") or doc.is_new():
		return None
	state: str | None = frappe.db.get_value(doc.doctype, doc.name, "workflow_state")
	return state


def _in_approval(doc: Any) -> bool:
	same = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	return bool(frappe.db.exists(CASE, {**same, "status": ["in", LIVE]}))


def _writers(workflow: str, state: str) -> set[str]:
	"""Roles that the state names, and those that may lead out of it."""
	doc = frappe.get_cached_doc("Workflow", workflow)
	naming = {row.allow_edit for row in doc.states if row.state == state}
	return naming | {row.allowed for row in doc.transitions if row.state == state}
