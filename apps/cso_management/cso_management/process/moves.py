"""Which state a document leaves and enters in the save that is under way."""

from typing import Any

DRAFT = "Draft"


def entered(doc: Any, *states: str) -> bool:
	"""Does this save bring the document into one of these states?"""
	before = doc.get_doc_before_save()
	old = (before.get("workflow_state") or DRAFT) if before else None
	return doc.get("workflow_state") in states and old != doc.get("workflow_state")


def is_draft(doc: Any) -> bool:
	return (doc.get("workflow_state") or DRAFT) == DRAFT
