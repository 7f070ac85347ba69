"""The stock workflow calls, for DocTypes with a route: they end in the same engine."""

from typing import Any

import frappe
from frappe import _
from frappe.model import workflow as standard
from frappe.model.document import Document

from ...process import sent
from ..rules import model
from . import attempts, handlers, moving, people, routes, second_return, store, workflow_acts
from .turn import Turn


@frappe.whitelist(methods=["GET", "POST"])
def get_transitions(doc: dict | str, workflow: str | None = None, raise_exception: bool = False) -> list:
	"""Actions open to this user: what the workflow allows, and his task permits."""
	stored = _stored(doc)
	if stored is None or not routes.is_routed(stored.doctype):
		return standard.get_transitions(doc)
	return open_to(stored)


@frappe.whitelist(methods=["POST", "PUT"])
def apply_workflow(doc: dict | str, action: str) -> Any:
	"""An action of the workflow is an act with the task of the user."""
	data = _copy(doc)
	record = store.live(data["doctype"], data["name"]) if routes.is_routed(data["doctype"]) else None
	if record is None or record.case.status != model.RUNNING:
		return standard.apply_workflow(data, action)
	by_action(frappe.get_doc(data["doctype"], data["name"]), action)
	return frappe.get_doc(data["doctype"], data["name"])


@frappe.whitelist(methods=["POST", "PUT"])
def bulk_workflow_approval(docnames: list | str, doctype: str, action: str) -> None:
	"""The same action on several documents; each stands or falls by itself."""
	if not routes.is_routed(doctype):
		standard.bulk_workflow_approval(docnames, doctype, action)
		return
	failed = []
	names = sent.names(docnames, "docnames")
	for name in names:
		error = attempts.run(apply_workflow, {"doctype": doctype, "name": name}, action)
		if error:
			failed.append(f"{name}: {error}")
	frappe.msgprint("<br>".join([_("{0} done").format(len(names) - len(failed)), *failed]))


def open_to(doc: Any) -> list[Any]:
	"""Transitions that the user may take now; a stand-in takes those of his principal."""
	record = store.live(doc.doctype, doc.name)
	if record is None or record.case.status != model.RUNNING:
		return [frappe._dict(row) for row in standard.get_transitions(doc)]
	found: dict[tuple[str, str], Any] = {}
	actions = list(dict.fromkeys(row.action for row in record.route.workflow.transitions))
	for row in moving.transitions(record.route, doc, actions):
		if may_take(record, doc, row):
			found.setdefault((row.action, row.next_state), frappe._dict(row.as_dict()))
	return list(found.values())


def may_take(record: store.Record, doc: Any, row: Any) -> bool:
	act, user = workflow_acts.act_of_action(record, {row.action}), frappe.session.user
	if act is None or people.holds_no_right(user):
		return False
	if act == "withdraw":
		acted = any(
			task.step in record.route.deciding() and task.status in model.DECIDED
			for task in record.case.tasks
		)
		return user == record.case.submitter and not acted
	turn = Turn(record, doc, act, user)
	if act == "return" and second_return.is_next(record):
		return second_return.may_decide(turn)
	return any(task.kind == model.DECIDE for task, _principal in turn.my_tasks())


def by_action(
	doc: Any, action: str, opinion: str | None = None, corrections: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
	"""An action of the workflow, by its name, on a document whose case is running."""
	record = store.live(doc.doctype, doc.name)
	act = workflow_acts.act_of_action(record, {action}) if record else None
	details: dict[str, Any] = {"opinion": opinion or doc.get("next_opinion"), "corrections": corrections}
	if record and act == "back":
		row = next(iter(moving.transitions(record.route, doc, [action])), None)
		details["to"] = workflow_acts.back_goal(record, row.next_state if row else "")
		details["corrections"] = corrections or [{"cited_field": "", "problem": opinion or ""}]
		act = "return"
	return handlers.perform(doc.doctype, doc.name, act or action, **details)


def _copy(doc: Any) -> dict[str, Any]:
	"""What a client sends of a document: its DocType and its name are texts."""
	found = {"name": "", **(doc.as_dict() if isinstance(doc, Document) else sent.mapping(doc, "doc"))}
	if not isinstance(found.get("doctype"), str) or isinstance(found["name"], list | dict):
		frappe.throw(_("A document needs a DocType and a name."))
	return found


def _stored(doc: Any) -> Any:
	data = _copy(doc)
	if data.get("__islocal") or not data["name"]:
		return None
	return frappe.get_doc(data["doctype"], data["name"])
