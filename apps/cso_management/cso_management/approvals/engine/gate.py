"""Every save of a document passes here (`doc_events`): a state that changes there is an act."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_workflow_name

from ..rules import machine, model
from . import adoption, automatic, fields, handlers, moving, routes, standstill, store, words, workflow_acts
from .effects import BACK, FORWARD, OPEN, RESUBMIT, WAITING, WITHDRAW
from .finishing import finish
from .turn import Turn


def before_validate(doc: Any, method: str | None = None) -> None:
	"""Before the document computes anything: what the user sent keeps to the fields that his step opens."""
	doc.flags.approval_record = None
	if _is_row_of_routed(doc):
		fields.check_row(doc)
		return
	if _is_trusted(doc) or doc.is_new() or not get_workflow_name(doc.doctype):
		return
	before = doc.get_doc_before_save()
	record = store.live(doc.doctype, doc.name, lock=True) if before else None
	if record:
		doc.flags.approval_record = record
		fields.check_edit(doc, before, record)


def _is_row_of_routed(doc: Any) -> bool:
	"""A row that is written, or deleted, by itself; rows of a document that is saved do not pass here."""
	parent = doc.get("parenttype") if doc.meta.istable else None
	if not parent or doc.flags.ignore_permissions or not get_workflow_name(parent):
		return False
	return routes.is_routed(parent) and bool(frappe.db.exists(parent, doc.get("parent")))


def _is_trusted(doc: Any) -> bool:
	return bool(doc.flags.approval_turn or doc.flags.by_system or doc.flags.ignore_permissions)


def validate(doc: Any, method: str | None = None) -> None:
	"""After the document's own checks: judge the change of state."""
	if doc.flags.approval_turn or not doc.meta.get_field("workflow_state"):
		return
	before = doc.get_doc_before_save()
	if not before or not get_workflow_name(doc.doctype):
		return
	field = frappe.get_cached_doc("Workflow", get_workflow_name(doc.doctype)).workflow_state_field
	if before.get(field) == doc.get(field):
		return
	turn = adopt(doc, str(before.get(field) or ""), str(doc.get(field)))
	if turn:
		doc.flags.approval_turn = turn


def on_update(doc: Any, method: str | None = None) -> None:
	"""The document is written: open what comes next."""
	turn, record = doc.flags.approval_turn, doc.flags.approval_record
	doc.flags.approval_record = None
	if not turn and record and record.case.status == model.RUNNING:
		standstill.follow(doc, record)
	if turn:
		doc.flags.approval_turn = None
		finish(turn, doc)
		automatic.follow(turn.record)
		doc.flags.approval_done = turn


def on_trash(doc: Any, method: str | None = None) -> None:
	"""A document that is in approval stays, and so do its rows."""
	if _is_row_of_routed(doc):
		fields.check_row(doc)
	if get_workflow_name(doc.doctype) and store.latest(doc.doctype, doc.name, only_live=True):
		frappe.throw(_("This document is in approval. Withdraw it instead."))


def adopt(doc: Any, old: str, new: str) -> Turn | None:
	"""The act that a change of state means, already judged; nothing for documents that follow no route."""
	record = doc.flags.approval_record or store.live(doc.doctype, doc.name, lock=True)
	doc.flags.approval_record = None
	if record is None:
		record = _on_first_touch(doc, old)
	if record is None:
		return _entering(doc, old, new)
	if record.case.status == model.CASE_RETURNED:
		turn = _leaving_return(record, doc, new)
	else:
		turn = _at_step(record, doc, old, new)
	turn.from_state = old
	return turn


def _on_first_touch(doc: Any, old: str) -> store.Record | None:
	"""A document that stood at a step before its route came gets its case before it leaves."""
	route = None if doc.flags.by_system else routes.published_for(doc)
	before = doc.get_doc_before_save()
	return adoption.of_document(before) if route and route.has_state(old) else None


def _entering(doc: Any, old: str, new: str) -> Turn | None:
	"""A deciding state without a case opens one."""
	route = routes.published_for(doc)
	if route is None or not route.has_state(new):
		return None
	details = doc.flags.approval_details or {}
	turn = Turn(store.create(doc, route, frappe.session.user), doc, "submit", frappe.session.user, **details)
	turn.effect, turn.from_state = OPEN, old
	turn.action = _first(moving.actions_between(route, old, new))
	turn.opinion = turn.opinion or doc.get("next_opinion") or ""
	return turn


def _leaving_return(record: store.Record, doc: Any, new: str) -> Turn:
	user, details = frappe.session.user, doc.flags.approval_details or {}
	if not doc.flags.by_system and not fields.may_resubmit(doc.get_doc_before_save(), record):
		words.refuse(machine.Refused("not_submitter"), record)
	if record.route.has_state(new):
		turn = Turn(record, doc, "resubmit", user, **details)
		turn.effect = RESUBMIT
		return turn
	turn = Turn(record, doc, "lapse" if doc.flags.by_system else "withdraw", user, **details)
	turn.effect = WITHDRAW
	return turn


def _at_step(record: store.Record, doc: Any, old: str, new: str) -> Turn:
	actions = moving.actions_between(record.route, old, new)
	act = workflow_acts.act_of_action(record, actions)
	if act is None:
		frappe.throw(_("This document is in approval; decide on the approval page."), title=_("Not Possible"))
	details = {"opinion": _opinion(doc), "corrections": [], **(doc.flags.approval_details or {})}
	if act == "back":
		act, details["to"] = "return", workflow_acts.back_goal(record, new)
	turn = Turn(record, doc, act, frappe.session.user, action=_first(actions), **details)
	doc.flags.approval_details = None
	try:
		_judge(turn)
	except machine.Refused as error:
		words.refuse(error, record)
	if turn.effect == WAITING or (turn.effect == FORWARD and record.route.after(record.case.step, doc)):
		frappe.throw(_("More people decide this step; decide on the approval page."), title=_("Not Possible"))
	if turn.effect == BACK and record.route.step(turn.to).state != new:
		raise machine.Refused("not_passed")
	return turn


def _judge(turn: Turn) -> None:
	"""A question to an earlier step needs an opinion, but no list of fields."""
	if turn.to:
		turn.corrections = turn.corrections or [{"cited_field": "", "problem": turn.opinion}]
	handlers.HANDLERS[turn.act](turn)


def _opinion(doc: Any) -> str:
	"""Some documents clear their field once they used it; the move keeps the words."""
	move = doc.flags.move
	return doc.get("next_opinion") or (move.opinion if move else "") or ""


def _first(actions: set[str]) -> str:
	return min(actions) if actions else ""
