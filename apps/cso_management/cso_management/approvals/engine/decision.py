"""Judging a decision: who may take it, what it must say, and what it does to the step."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from ..rules import edges, machine, model, modes, opinions, returns
from . import people, store, words
from .effects import BACK, FORWARD, REFUSE, RETURN
from .form import field_text
from .turn import Turn

STATUSES = {"agree": model.AGREED, "refuse": model.REFUSED, "return": model.RETURNED}


def decide(turn: Turn) -> None:
	number = turn.take_task(model.DECIDE)
	task = turn.case.task(number)
	if task is None:
		raise machine.Refused("closed")
	_check_right(turn, task)
	step = turn.route.machine_step(turn.case.step)
	found = machine.decide(turn.case, step, number, turn.principal, STATUSES[turn.act])
	if not task.holder:
		task.holder = turn.principal
	turn.record.memory.setdefault("pressed", []).append({"user": turn.user, "step": step.key})
	turn.note_decision(number)
	if turn.act == "agree" and turn.people:
		turn.record.memory["next_people"] = turn.people
	if found == modes.PASS:
		turn.effect = FORWARD
	elif found == modes.FAIL:
		_fail(turn, step, number)


def return_over(turn: Turn) -> None:
	"""A return by the role above, which holds no task of the step."""
	step = turn.route.machine_step(turn.case.step)
	if not turn.opinion:
		frappe.throw(_("{0}: write your opinion first.").format(words.label("return")), title=_("Opinion"))
	_remember_return(turn, step.key)
	machine.send_back(turn.case, step, 0, turn.user)
	turn.case.returned["user"] = next((task.holder for task in turn.case.here() if task.holder), "")
	turn.effect = RETURN


def examiners(turn: Turn, but: str) -> set[str]:
	pressed = {row["user"] for row in turn.record.memory.get("pressed", []) if row["step"] != but}
	return turn.case.deciders(but) | pressed


def _check_right(turn: Turn, task: model.Task) -> None:
	step = turn.route.step(task.step)
	if people.holds_no_right(turn.user):
		_refuse_administrator()
	examined = examiners(turn, task.step)
	is_vote = turn.act in ("agree", "refuse")
	if is_vote and not edges.may_decide(
		turn.user, turn.principal, turn.case.submitter, examined, deciding=bool(step.deciding)
	):
		frappe.throw(
			_("You submitted or examined this application, so a colleague must decide it."),
			frappe.PermissionError,
			_("Not Permitted"),
		)
	_check_words(turn, step, task)


def _check_words(turn: Turn, step: Any, task: model.Task) -> None:
	due = turn.record.memory.get("due", {}).get(str(task.number))
	overdue = bool(due) and getdate(today()) > getdate(due)
	if (
		opinions.needs_opinion(step.opinion_rule or "negative", turn.act, overdue=overdue)
		and not turn.opinion
	):
		frappe.throw(_("{0}: write your opinion first.").format(words.label(turn.act)), title=_("Opinion"))
	wanted = step.signature or "none"
	if opinions.needs_signature(wanted, turn.act) and not opinions.is_signed(wanted, turn.signature):
		frappe.throw(_("This step asks for your signature."), title=_("Signature"))
	keeps_list = bool(turn.doc.meta.get_field("correction_items"))  # such a document checks its list itself
	if turn.act == "return" and not turn.corrections and not keeps_list:
		frappe.throw(_("Name at least one field and what is missing."), title=_("Correction List"))


def _fail(turn: Turn, step: model.Step, number: int) -> None:
	if turn.act == "refuse" or (turn.act == "agree"):
		turn.effect = REFUSE
		return
	goal = _return_goal(turn)
	if goal:
		turn.effect, turn.to = BACK, goal
		return
	turn.effect = RETURN
	_remember_return(turn, step.key)
	machine.send_back(turn.case, step, number, turn.principal)


def _return_goal(turn: Turn) -> str:
	"""A passed step, or nothing for the submitter."""
	if turn.to == "previous":
		if not turn.case.passed:
			return ""
		return turn.case.passed[-1]
	if turn.to and turn.to not in turn.case.passed:
		raise machine.Refused("not_passed")
	return turn.to


def _remember_return(turn: Turn, step: str) -> None:
	"""What was cited now, and whether it could have been asked at once (一次性告知)."""
	memory = turn.record.memory
	rows = turn.corrections or [
		row.as_dict() for row in turn.doc.get("correction_items") or [] if not row.get("closed")
	]
	cited = sorted({str(row.get("cited_field") or "") for row in rows} - {""})
	values = {field: field_text(turn.doc, field) for field in cited}
	first = memory.get("submitted", {})
	unchanged = {field for field in cited if first.get(field, None) == values[field]}
	late = returns.could_have_been_asked(memory.get("returns", []), step, cited, unchanged)
	without_field = any(not row.get("cited_field") for row in rows)
	memory.setdefault("returns", []).append(
		{
			"round": turn.case.round,
			"step": step,
			"label": turn.route.step(step).label,
			"by": turn.user,
			"at": str(store.now()),
			"fields": cited,
			"late": late,
			"without_field": without_field,
		}
	)
	if late:
		memory["flagged"] = sorted({*memory.get("flagged", []), *late})


def _refuse_administrator() -> None:
	frappe.throw(
		_("An administrator holds no approval right. Sign in with the account of the officer in charge."),
		frappe.PermissionError,
		_("Not Permitted"),
	)
