"""Opening a step for its people."""

from typing import Any

import frappe
from frappe import _

from ..rules import edges, machine, model
from . import decision, notices, people
from .turn import Turn


def open_in(turn: Turn, state: str) -> None:
	"""Open the first step of a state, or close the case where no step is left."""
	step = turn.route.first_in(state, turn.doc)
	if step is not None:
		open_step(turn, step)
	elif turn.route.has_state(state):
		_pass_over(turn, next(row for row in turn.route.steps if row.state == state))
	else:
		machine.close(turn.case, model.APPROVED)


def open_step(turn: Turn, step: Any, only: list[str] | None = None, start: int = 0) -> None:
	"""Open a step for its people; a step that is skipped leads to the next."""
	found = find_people(turn, step)
	if found.skip:
		_pass_over(turn, step)
		return
	if not found.people:
		frappe.throw(found.problem or _("Nobody is found for the next step."), title=_("Nobody Found"))
	chosen = [user for user in found.people if only is None or user in only] or found.people
	machine.open_step(
		turn.case, turn.route.machine_step(step.step_key), chosen, pool=bool(step.pool), start=start
	)
	_copy_by_route(turn, step)
	_look_for_repeats(turn, step)


def find_people(turn: Turn, step: Any) -> people.Found:
	chosen = {
		"submitter chooses": turn.record.memory.get("chosen", []),
		"decider chooses": turn.people if turn.act == "agree" else [],
	}
	return people.of_step(
		turn.route, step, turn.doc, turn.case.submitter, decision.examiners(turn, step.step_key), chosen
	)


def _pass_over(turn: Turn, step: Any) -> None:
	"""The step is not for this document; the document goes on by itself."""
	turn.case.step = step.step_key
	turn.case.passed.append(step.step_key)
	turn.record.memory["auto"] = {"step": step.step_key, "skip": True}


def _copy_by_route(turn: Turn, step: Any) -> None:
	for user in people.named(step):
		notices.copy(turn, user)


def _look_for_repeats(turn: Turn, step: Any) -> None:
	"""Somebody who decided before may agree by rule; never in a deciding step."""
	if step.deciding or (step.on_decided_before or edges.ASK) == edges.ASK:
		return
	decided = [
		{
			task.acted_by or task.holder
			for task in turn.case.tasks
			if task.step == key and task.status == "Agreed"
		}
		for key in turn.case.passed
	]
	numbers = [
		task.number
		for task in turn.case.here()
		if task.holder and edges.agrees_by_itself(step.on_decided_before, task.holder, decided)
	]
	if numbers:
		turn.record.memory["auto"] = {"step": step.step_key, "numbers": numbers}
