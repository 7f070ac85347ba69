"""Opening a step for its people."""

from typing import Any

import frappe
from frappe import _

from ..rules import edges, machine, model
from . import candidates, decision, notices
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
	_keep_choice(turn, step)
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


def find_people(turn: Turn, step: Any) -> candidates.Found:
	return candidates.of_step(
		turn.route,
		step,
		turn.doc,
		turn.case.submitter,
		decision.examiners(turn, step.step_key),
		_chosen(turn, step),
	)


def look_for_repeats(turn: Turn) -> None:
	"""Somebody whose turn has come and who decided before may agree by rule; never in a deciding step."""
	step = turn.record.step
	if turn.case.status != model.RUNNING or step is None or step.deciding:
		return
	rule = step.on_decided_before or edges.ASK
	if rule == edges.ASK or turn.record.memory.get("auto"):
		return
	decided = [_deciders(turn.case, key) for key in turn.case.passed]
	for task in turn.case.here():
		is_open_vote = task.status == model.OPEN and task.is_vote and task.holder
		if is_open_vote and edges.agrees_by_itself(rule, task.holder, decided):
			turn.record.memory["auto"] = {"step": step.step_key, "number": task.number}
			return


def _deciders(case: model.Case, key: str) -> set[str]:
	return {
		task.acted_by or task.holder
		for task in case.tasks
		if task.step == key and task.status == model.AGREED and task.kind == model.DECIDE
	}


def _chosen(turn: Turn, step: Any) -> candidates.Chosen:
	"""Who was named for the step: by the submitter, or by whoever decided before; kept for another round."""
	memory = turn.record.memory
	return {
		candidates.SUBMITTER_CHOOSES: memory.get("chosen", []),
		candidates.DECIDER_CHOOSES: memory.get("chosen_for", {}).get(step.step_key, []),
	}


def _keep_choice(turn: Turn, step: Any) -> None:
	"""Whom the deciders of the step before named, the last word counts; another round asks the same again."""
	named = turn.record.memory.pop("next_people", None)
	if named:
		turn.record.memory.setdefault("chosen_for", {})[step.step_key] = named


def _pass_over(turn: Turn, step: Any) -> None:
	"""The step is not for this document; the document goes on by itself."""
	turn.case.step = step.step_key
	turn.case.passed.append(step.step_key)
	turn.record.memory["auto"] = {"step": step.step_key, "skip": True}


def _copy_by_route(turn: Turn, step: Any) -> None:
	for user in candidates.named_copies(step):
		notices.copy(turn, user)
