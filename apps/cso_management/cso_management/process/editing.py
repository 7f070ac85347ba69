"""What the caller may change in a document as it stands: the one answer that the form follows."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_workflow_name

from ..approvals.engine import fields, view
from ..approvals.rules import model
from . import closing, difference, moves


def told(doc: Any) -> dict[str, Any]:
	"""For whoever asks: open `fields`, `columns` that are closed in tables of fixed rows, and `why`."""
	inputs = [df.fieldname for df in difference.input_fields(doc.meta) if not df.hidden]
	# Asked of the document itself, Frappe tells the reader that he may not.
	if not frappe.has_permission(doc.doctype, "write", doc=doc):
		return {"fields": [], "columns": {}, "why": _whose(doc)}
	state = doc.get(closing.state_field(doc)) or moves.DRAFT
	closed = closing.closed(doc, state)
	levels = doc.meta.get_permlevel_access("write")
	within = set(_in_approval(doc, inputs))
	allowed = [name for name in inputs if doc.meta.get_field(name).permlevel in levels]
	mine = [name for name in allowed if name in within and name not in closed]
	reasons = dict.fromkeys(closed[name] for name in allowed if name in closed)
	return {"fields": mine, "columns": closing.columns(doc, state), "why": [_(reason) for reason in reasons]}


def _in_approval(doc: Any, inputs: list[str]) -> list[str]:
	"""While its case runs, what the step opens to the caller."""
	record = view.case_of(doc.doctype, doc.name)
	return inputs if record is None or record.case.status in model.CLOSED else fields.open_to(doc, record)


def _whose(doc: Any) -> list[str]:
	"""Who writes it in this state, for those whose role works on such documents but not now."""
	workflow = get_workflow_name(doc.doctype)
	if not workflow or not frappe.has_permission(doc.doctype, "write"):
		return []
	rows = frappe.get_cached_doc("Workflow", workflow).states
	roles = [row.allow_edit for row in rows if row.state == doc.get("workflow_state")]
	if not roles:
		return []
	names = "、".join(_(role) for role in dict.fromkeys(roles))
	return [_("In this state it is changed by: {0}.").format(names)]
