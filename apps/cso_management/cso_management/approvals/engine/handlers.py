"""What each act does to a case; `perform` is the door of every page, list, link and stock call."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, get_datetime, time_diff_in_seconds

from ..rules import machine, model, modes
from . import (
	adoption,
	automatic,
	candidates,
	decision,
	notices,
	people,
	second_return,
	store,
	words,
	workflow_acts,
)
from .carrying import carry_out
from .effects import FORWARD, REFUSE, TAKE_BACK, TERMINATE, WAITING, WITHDRAW
from .finishing import finish
from .turn import Turn

URGE_EVERY = 15 * 60


def perform(doctype: str, name: str, act: str, **details: Any) -> dict[str, Any]:
	"""One act by the user of this request. All or nothing; the same `act_id` answers the first result."""
	doc = frappe.get_doc(doctype, name, for_update=True)
	doc.check_permission("read") if act not in OPEN_TO_HOLDERS else None
	if act in ("submit", "resubmit"):
		return workflow_acts.submit(doc, act, details)
	record = store.live(doctype, name, lock=True) or adoption.of_document(doc) or _closed(doctype, name)
	known = record.memory.get("acts", {}).get(details.get("act_id") or "")
	if known:
		return dict(known)
	if act not in HANDLERS:
		frappe.throw(_("{0} is no act of an approval.").format(act))
	turn = Turn(record, doc, act, frappe.session.user, **details)
	run(turn)
	return turn.answer()


def run(turn: Turn) -> None:
	"""Judge, then carry out."""
	turn.from_state = turn.doc.get(turn.route.state_field)
	try:
		HANDLERS[turn.act](turn)
	except machine.Refused as error:
		words.refuse(error, turn.record)
	if turn.effect == WAITING:
		finish(turn, turn.doc)
	else:
		carry_out(turn)
	automatic.follow(turn.record)


def _closed(doctype: str, name: str) -> store.Record:
	found = store.latest(doctype, name)
	if found is None:
		frappe.throw(_("This document is not in approval."))
	return store.Record(frappe.get_doc(store.CASE, found, for_update=True))


def _decide(turn: Turn) -> None:
	if turn.act == "return" and second_return.is_next(turn.record):
		if not second_return.may_decide(turn):
			frappe.throw(
				_("The second return of this step is decided by {0}.").format(
					_(turn.record.step.second_return_role)
				),
				frappe.PermissionError,
			)
		decision.return_over(turn)
		return
	if turn.act == "refuse" and not turn.record.step.refuse_action:
		frappe.throw(_("This step cannot refuse. Agree, or return it."), title=_("Not Possible"))
	decision.decide(turn)


def _one_person(turn: Turn) -> str:
	if len(turn.people) != 1:
		frappe.throw(_("Choose one person."))
	return turn.people[0]


def _check_people(turn: Turn, users: list[str], *, deciding: bool = True) -> None:
	"""Whoever is drawn in can sign in, may decide, and neither submitted nor examined."""
	step = turn.record.step
	for user in users:
		if people.is_disabled(user) or people.holds_no_right(user):
			frappe.throw(_("{0} cannot take part.").format(people.full_name(user) or user))
		barred = {turn.case.submitter} | (decision.examiners(turn, step.step_key) if step.deciding else set())
		if deciding and user in barred:
			frappe.throw(
				_("{0} submitted or examined this application.").format(people.full_name(user)),
				frappe.PermissionError,
			)


def _transfer(turn: Turn) -> None:
	to = _one_person(turn)
	number = turn.take_task()
	task = turn.case.task(number)
	step = turn.record.step
	if task and task.is_vote and not task.added_by:
		pool = candidates.of_rules(turn.route, step, turn.doc, {})
		if step.role and to not in pool:
			frappe.throw(_("{0} is not among the people of this step.").format(people.full_name(to)))
	_check_people(turn, [to])
	machine.transfer(turn.case, number, turn.principal, to)
	turn.record.note(number, acted_by=turn.user, opinion=turn.opinion)


def _delegate(turn: Turn) -> None:
	_check_people(turn, [_one_person(turn)], deciding=False)
	number = turn.take_task(model.DECIDE)
	asked = machine.delegate(turn.case, number, turn.principal, turn.people[0])
	turn.record.note(asked.number, note=turn.opinion)


def _answer(turn: Turn) -> None:
	if not turn.opinion:
		frappe.throw(_("{0}: write your opinion first.").format(words.label("answer")), title=_("Opinion"))
	number = turn.take_task(model.OPINION)
	machine.answer(turn.case, number, turn.principal)
	turn.note_decision(number)


def _add_signer(turn: Turn) -> None:
	if not turn.people or turn.position not in (model.BEFORE, model.AFTER, model.BESIDE):
		frappe.throw(_("Choose who signs, and whether before, after or beside you."))
	_check_people(turn, turn.people)
	number = turn.take_task(model.DECIDE)
	machine.add_signer(turn.case, number, turn.principal, turn.people, turn.position)


def _remove_signer(turn: Turn) -> None:
	gone = _one_person(turn)
	found = [task for task in turn.case.live() if task.holder == gone and task.position]
	if not found:
		raise machine.Refused("not_added")
	step = turn.route.machine_step(turn.case.step)
	turn.number = found[0].number
	verdict = machine.remove_signer(turn.case, step, turn.number, turn.user)
	if verdict == modes.PASS:
		turn.effect = FORWARD
	elif verdict == modes.FAIL:
		turn.effect = REFUSE


def _copy(turn: Turn) -> None:
	turn.take_task()
	if not turn.people:
		frappe.throw(_("Choose who gets a copy."))
	for user in turn.people:
		notices.copy(turn, user)


def _withdraw(turn: Turn) -> None:
	machine.withdraw(turn.case, turn.user, turn.route.deciding())
	turn.effect = WITHDRAW


def _take_back(turn: Turn) -> None:
	before = turn.case.step
	task = machine.take_back(turn.case, turn.user)
	turn.number, turn.to = task.number, turn.case.step
	pressed = turn.record.memory.get("pressed", [])
	turn.record.memory["pressed"] = pressed[:-1]
	turn.record.note(task.number, done_at=None, acted_by=None, opinion=None, signature=None)
	turn.effect = TAKE_BACK if before != turn.case.step else WAITING


def _urge(turn: Turn) -> None:
	if turn.user != turn.case.submitter:
		raise machine.Refused("not_submitter")
	tasks = turn.case.open_tasks()
	if turn.case.status != model.RUNNING or not tasks:
		raise machine.Refused("closed")
	urged = [task for task in tasks if _urge_one(turn, task)]
	if not urged:
		frappe.throw(_("You urged less than {0} minutes ago.").format(URGE_EVERY // 60))


def _urge_one(turn: Turn, task: model.Task) -> bool:
	name = turn.record.task_name(task.number)
	row = frappe.db.get_value(store.TASK, name, ["urged", "last_urged_at"], as_dict=True)
	now = store.now()
	if row.last_urged_at and time_diff_in_seconds(now, get_datetime(row.last_urged_at)) < URGE_EVERY:
		return False
	turn.record.note(task.number, urged=cint(row.urged) + 1, last_urged_at=now)
	notices.urge(turn, task)
	return True


def _clarify(turn: Turn) -> None:
	_one_person(turn)
	if not turn.opinion:
		frappe.throw(_("Write your question."))
	turn.take_task()
	notices.copy(turn, turn.people[0])
	notices.ask(turn)


def _comment(turn: Turn) -> None:
	if not turn.opinion:
		frappe.throw(_("Write your comment."))
	if not takes_part(turn.record, turn.user):
		raise machine.Refused("not_yours")


def takes_part(record: store.Record, user: str) -> bool:
	held = any(user in (task.holder, task.acted_by, *task.pool) for task in record.case.tasks)
	return (
		held
		or user == record.case.submitter
		or bool(frappe.db.exists(notices.COPY, {"approval_case": record.row.name, "user": user}))
	)


def _terminate(turn: Turn) -> None:
	"""One level above the current step."""
	step = turn.record.step
	if turn.case.status != model.RUNNING:
		raise machine.Refused("closed")
	above = people.of_role(step.escalate_role, turn.route.region_of(turn.doc)) if step.escalate_role else []
	if turn.user not in above or people.holds_no_right(turn.user):
		raise machine.Refused("not_yours")
	if not turn.opinion:
		frappe.throw(_("{0}: write your opinion first.").format(words.label("terminate")), title=_("Opinion"))
	turn.effect = TERMINATE


def _claim(turn: Turn) -> None:
	wanted = turn.record.number_of(turn.wanted_task)
	pools = [task for task in turn.case.open_tasks() if turn.user in task.pool]
	turn.number = wanted or (pools[0].number if pools else 0)
	machine.claim(turn.case, turn.number, turn.user)


def _release(turn: Turn) -> None:
	turn.number = turn.take_task()
	machine.release(turn.case, turn.number, turn.user)


HANDLERS: dict[str, Callable[[Turn], None]] = {
	"agree": _decide,
	"refuse": _decide,
	"return": _decide,
	"transfer": _transfer,
	"delegate": _delegate,
	"answer": _answer,
	"add_signer": _add_signer,
	"remove_signer": _remove_signer,
	"copy": _copy,
	"withdraw": _withdraw,
	"take_back": _take_back,
	"urge": _urge,
	"clarify": _clarify,
	"comment": _comment,
	"terminate": _terminate,
	"claim": _claim,
	"release": _release,
}

# Somebody who was drawn in acts with his task, whatever he may read otherwise.
OPEN_TO_HOLDERS = frozenset(
	{"agree", "refuse", "return", "answer", "claim", "release", "transfer", "comment"}
)
