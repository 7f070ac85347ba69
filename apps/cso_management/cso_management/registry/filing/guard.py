"""Rules that no door goes round: they look at the document as stored and as it is about to be stored."""

from typing import Any

import frappe
from frappe import _

from ...permissions import roles
from ...process import difference
from . import editing, states
from .fields import REVIEW_FIELDS

# Kept by the steps of the server; whatever a client sends is put back.
KEPT_ON_INSERT = ("workflow_state",)


def restore_read_only(doc: Any, before: Any) -> None:
	"""Read-only fields are computed here, never taken from a form."""
	for df in doc.meta.fields:
		if df.read_only and df.fieldname not in KEPT_ON_INSERT and df.fieldtype not in difference.LAYOUT:
			doc.set(df.fieldname, before.get(df.fieldname) if before else None)


def clear_review_fields(doc: Any) -> None:
	"""A new application carries no opinion of an office yet."""
	for field in REVIEW_FIELDS - {"next_opinion"}:
		doc.set(field, [] if doc.meta.get_field(field).fieldtype == "Table" else None)


def check_actor(doc: Any) -> None:
	"""An administrator sets the system up; he holds no approval right. The engine has judged its own acts."""
	if doc.flags.approval_turn:
		return
	user = frappe.session.user
	if user == "Administrator" or roles.ADMINISTRATOR in frappe.get_roles(user):
		frappe.throw(
			_("An administrator holds no approval right. Sign in with the account of the officer in charge."),
			frappe.PermissionError,
			_("Not Permitted"),
		)


def check_separation(doc: Any, action: str) -> None:
	problem = separation_problem(doc, action)
	if problem:
		_refuse(problem)


def separation_problem(doc: Any, action: str) -> str | None:
	"""Whoever submitted or examined does not decide; a reconsideration goes to a fresh pair of eyes."""
	user = frappe.session.user
	if action not in states.DECIDING_ACTS:
		return None
	if action in ("Uphold", "Reverse") and user == doc.decided_by:
		return _("You took the decision that is reconsidered. A colleague must handle it.")
	if user in (doc.owner, doc.submitted_by) or _has_examined(doc.name, user):
		return _("You submitted or examined this application, so a colleague must decide it.")
	return None


def check_edit(doc: Any, before: Any) -> None:
	"""Only the parts that belong to the user at this step may differ."""
	changed = difference.changed_fields(before, doc)
	if not changed:
		return
	forbidden = _forbidden_parts(doc, before, changed, _state_of(before))
	if forbidden:
		labels = "、".join(_(doc.meta.get_label(field)) for field in forbidden)
		_refuse(
			_("{0} cannot be changed at the step {1}. Reload the form to see the stored values.").format(
				labels, _(_state_of(before))
			)
		)


def _forbidden_parts(doc: Any, before: Any, changed: list[str], state: str) -> list[str]:
	if state == states.DRAFT:
		return [field for field in changed if field in REVIEW_FIELDS - {"next_opinion"}]
	allowed = editing.editable_parts(state, frappe.get_roles(), on_behalf=bool(before.on_behalf))
	if state == states.RETURNED:
		return _outside_the_list(doc, before, changed)
	return [field for field in changed if not _is_allowed(doc, before, field, allowed)]


def _is_allowed(doc: Any, before: Any, field: str, allowed: frozenset[str]) -> bool:
	if field != "materials":
		return field in allowed
	papers, checks = editing.material_changes(before.materials, doc.materials)
	return not papers and (not checks or editing.MATERIAL_CHECKS in allowed)


def _outside_the_list(doc: Any, before: Any, changed: list[str]) -> list[str]:
	"""After a return exactly the cited fields are open, and the answers to them."""
	open_items = [row for row in before.correction_items if not row.closed]
	cited = {row.cited_field for row in open_items}
	outside = []
	for field in changed:
		if field == "materials":
			outside += _materials_outside(doc, before, open_items)
		elif field == "correction_items":
			outside += (
				[] if editing.only_answers_changed(before.correction_items, doc.correction_items) else [field]
			)
		elif field not in cited | {"next_opinion"}:
			outside.append(field)
	return outside


def _materials_outside(doc: Any, before: Any, open_items: list[Any]) -> list[str]:
	papers, checks = editing.material_changes(before.materials, doc.materials)
	rows = [row for row in open_items if row.cited_field == "materials"]
	if checks or not rows:
		return ["materials"]
	names = {row.cited_row for row in rows if row.cited_row}
	return ["materials"] if names and len(names) == len(rows) and not papers <= names else []


def _has_examined(name: str, user: str) -> bool:
	return bool(
		frappe.db.exists(
			"CSO Approval Log",
			{
				"reference_doctype": "CSO Filing Application",
				"reference_name": name,
				"actor": user,
				"action": ["in", sorted(states.EXAMINING_ACTS)],
			},
		)
	)


def _state_of(before: Any) -> str:
	return before.workflow_state or states.DRAFT


def _refuse(message: str) -> None:
	frappe.throw(message, frappe.PermissionError, _("Not Permitted"))
