"""Fields of a document in approval, at the doors: what the step does not open is not written, what it hides
is not shown."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_transitions, get_workflow_name

from ...process import difference
from ..rules import model, openness
from . import hiding, routes
from .store import Record
from .turn import Turn


def check_edit(doc: Any, before: Any, record: Record) -> None:
	"""Only open fields may differ from what is stored. Raises PermissionError with their labels.

	Server code that may ignore permissions is trusted; a client cannot say so.
	"""
	_put_back(doc, before, record)
	changed = [field for field in _changed(doc, before) if field != record.route.state_field]
	if not changed:
		return
	is_act = doc.get(record.route.state_field) != before.get(record.route.state_field)
	allowed = set(open_to(before, record))
	allowed |= openness.ACTING if is_act or allowed else set()
	closed = [field for field in changed if field not in allowed]
	if closed:
		frappe.throw(
			_("{0} cannot be changed at the step {1}. Reload the form to see the stored values.").format(
				"、".join(_(doc.meta.get_label(field)) for field in closed),
				_(before.get(record.route.state_field) or ""),
			),
			frappe.PermissionError,
			_("Not Permitted"),
		)


def open_to(doc: Any, record: Record) -> list[str]:
	"""Fields that the user of this request may change now, in the order of the form."""
	if record.case.status in model.CLOSED:
		return own_rules(doc) or []
	step, inputs = record.step, [df.fieldname for df in difference.input_fields(doc.meta)]
	tasks = Turn(record, doc, "edit", frappe.session.user).my_tasks()
	found = openness.open_fields(
		record.case.status,
		inputs=inputs,
		listed=routes.lines(step.editable_fields) if step else [],
		cited=cited(record),
		own=own_rules(doc),
		holds_task=any(task.kind == model.DECIDE for task, _principal in tasks),
		may_resubmit=may_resubmit(doc, record),
	)
	return [field for field in inputs if field in found - {record.route.state_field}]


def may_resubmit(doc: Any, record: Record) -> bool:
	"""The submitter; or who has the action by the workflow and was never asked to decide this case."""
	user = frappe.session.user
	if record.case.status != model.CASE_RETURNED:
		return False
	if user == record.case.submitter:
		return True
	if any(user in (task.holder, task.acted_by, *task.pool) for task in record.case.tasks):
		return False
	action = record.route.get("resubmit_action")
	return bool(action) and any(row["action"] == action for row in get_transitions(doc))


def cited(record: Record) -> list[str]:
	"""Fields of the last return; none when a reason of it names no field."""
	rows = record.memory.get("returns") or [{"fields": []}]
	return [] if rows[-1].get("without_field") else list(rows[-1]["fields"])


def check_row(row: Any) -> None:
	"""A row of a table is written with its document, where the step is asked; never by itself.

	Raises PermissionError once the document has left its first state.
	"""
	parent = frappe.get_doc(row.parenttype, row.parent)
	workflow = frappe.get_cached_doc("Workflow", get_workflow_name(row.parenttype))
	state = parent.get(workflow.workflow_state_field)
	if state and state != workflow.states[0].state:
		frappe.throw(
			_("Rows of {0} are saved with the document, not by themselves.").format(_(row.parenttype)),
			frappe.PermissionError,
			_("Not Permitted"),
		)


def own_rules(doc: Any) -> list[str] | None:
	"""A controller may narrow what a step opens: `fields_open_now()` gives names, for the user who asks."""
	method = getattr(type(doc), "fields_open_now", None)
	return list(method(doc)) if method else None


def _put_back(doc: Any, before: Any, record: Record) -> None:
	"""What the user did not see, and what the server computes, is not his to send."""
	hidden = hiding.of_document(doc.doctype, doc.name)
	keeps_its_own = hasattr(type(doc), "fields_open_now")
	for df in doc.meta.fields:
		is_ours = df.read_only and not df.fetch_from and not keeps_its_own
		if df.fieldname in hidden or (is_ours and _is_value(df, record)):
			doc.set(df.fieldname, before.get(df.fieldname))


def _is_value(df: Any, record: Record) -> bool:
	return df.fieldtype not in difference.LAYOUT and df.fieldname != record.route.state_field


def _changed(doc: Any, before: Any) -> list[str]:
	return difference.changed_fields(before, doc)
