"""Which state a document leaves and enters in a save, and moves that follow from other documents."""

from typing import Any

import frappe
from frappe import _

from ..approvals.engine.moving import acting_as
from . import difference

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


def freeze(doc: Any, fields: tuple[str, ...]) -> None:
	"""Once handed in, these fields change only in a document that was returned.

	Columns that the server computes inside a table are not judged.
	"""
	if left(doc) not in (None, *BY_AUTHOR):
		_unchanged(doc, fields)


def freeze_in(doc: Any, states: tuple[str, ...], fields: tuple[str, ...]) -> None:
	"""In these states the fields do not change, not even with a move out of them."""
	if left(doc) in states:
		_unchanged(doc, fields)


def _unchanged(doc: Any, fields: tuple[str, ...]) -> None:
	before = doc.get_doc_before_save()
	if doc.flags.by_system:
		return
	for field in fields:
		if difference.text_of(before, field) != difference.text_of(doc, field):
			frappe.throw(
				_("{0} cannot be changed in this state.").format(_(doc.meta.get_label(field))),
				title=_("Not Possible"),
			)
