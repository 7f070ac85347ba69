"""Which state a document leaves and enters in a save, and moves that follow from other documents."""

from typing import Any

import frappe
from frappe import _

from ..approvals.engine.moving import acting_as

DRAFT = "Draft"
BY_AUTHOR = (DRAFT, "Returned for Correction", "Overdue")


def entered(doc: Any, *states: str) -> bool:
	"""Does this save bring the document into one of these states?"""
	return doc.get("workflow_state") in states and left(doc) != doc.get("workflow_state")


def left(doc: Any) -> str | None:
	"""The state that the document had before this save; nothing for a new one."""
	before = doc.get_doc_before_save()
	return (before.get("workflow_state") or DRAFT) if before else None


def is_draft(doc: Any) -> bool:
	return (doc.get("workflow_state") or DRAFT) == DRAFT


def advance(doctype: str, name: str, state: str) -> Any:
	"""What happened elsewhere brings this document on; nobody presses for it."""
	doc = frappe.get_doc(doctype, name)
	if doc.workflow_state == state:
		return doc
	with acting_as("Administrator"):
		doc.flags.by_system = True
		doc.workflow_state = state
		doc.save(ignore_permissions=True)
		doc.add_comment("Workflow", _(state))
	return doc
