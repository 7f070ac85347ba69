"""Which fields of an application the user of this request may change now."""

from typing import Any

import frappe

from ...process import difference
from . import corrections, editing, states
from .fields import REVIEW_FIELDS


def open_fields(doc: Any) -> list[str]:
	"""By the rules of filing alone; the approval engine narrows it to whoever has the turn."""
	inputs = [df.fieldname for df in difference.input_fields(doc.meta)]
	if doc.workflow_state in (None, "", states.DRAFT):
		return [field for field in inputs if field not in REVIEW_FIELDS - {"next_opinion"}]
	if doc.workflow_state == states.RETURNED:
		return list(dict.fromkeys(row.cited_field for row in corrections.open_items(doc))) + [
			"correction_items"
		]
	parts = editing.editable_parts(doc.workflow_state, frappe.get_roles(), on_behalf=bool(doc.on_behalf))
	checks = {"materials"} if editing.MATERIAL_CHECKS in parts else set()
	return sorted((parts - {editing.MATERIAL_CHECKS}) | checks)
