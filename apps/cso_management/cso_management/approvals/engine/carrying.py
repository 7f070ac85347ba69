"""Moving the document where the effect of an act says so."""

from typing import Any

from ..rules import model
from . import moving
from .effects import BACK, FORWARD, REFUSE, RETURN, TAKE_BACK, TERMINATE, WITHDRAW
from .finishing import finish
from .turn import Turn


def carry_out(turn: Turn) -> None:
	"""Move the document where the effect says so; `finish` runs inside its save."""
	doc, route, step = turn.doc, turn.route, turn.record.step
	turn.from_state = doc.get(route.state_field)
	actions = _actions_of_effect(turn, step, doc)
	if actions is None:
		_jump(turn)
		finish(turn, doc)
		return
	_fill_document(turn, doc)
	doc.flags.approval_turn = turn
	turn.action = moving.target(route, doc, actions).action
	moving.along(route, doc, actions, [turn.user, turn.principal, *_givers(turn)])


def _actions_of_effect(turn: Turn, step: Any, doc: Any) -> list[str] | None:
	"""Actions of the workflow for the effect, or nothing when no transition is to be taken."""
	if turn.effect == FORWARD:
		return None if turn.route.after(step.step_key, doc) else _agree_actions(turn, step, doc)
	single = {
		REFUSE: step.refuse_action,
		RETURN: step.return_action,
		WITHDRAW: turn.route.get("withdraw_action"),
	}
	if turn.effect in single:
		return [single[turn.effect]] if single[turn.effect] else None
	if turn.effect == BACK and step.back_action:
		found = moving.transitions(turn.route, doc, [step.back_action])
		goal = turn.route.step(turn.to).state
		return [step.back_action] if any(row.next_state == goal for row in found) else None
	return None


def _agree_actions(turn: Turn, step: Any, doc: Any) -> list[str] | None:
	listed = [line.strip() for line in (step.agree_actions or "").split("\n") if line.strip()]
	has_way = any(row.state == step.state for row in turn.route.workflow.transitions)
	return (listed or _other_actions(turn, step)) if has_way else None


def _other_actions(turn: Turn, step: Any) -> list[str]:
	"""A route that names no action: every action of the state that is not for something else."""
	named = {step.refuse_action, step.return_action, step.back_action, turn.route.get("withdraw_action")}
	rows = [row.action for row in turn.route.workflow.transitions if row.state == step.state]
	return [action for action in dict.fromkeys(rows) if action not in named]


def _jump(turn: Turn) -> None:
	goal = None
	if turn.effect in (BACK, TAKE_BACK) and turn.to:
		goal = turn.route.step(turn.to).state
	elif turn.effect in (WITHDRAW, RETURN):
		goal = _state_before(turn)
	elif turn.effect == TERMINATE:
		goal = moving.end_of(turn.route, turn.route.get("withdraw_action")) or _state_before(turn)
	if goal:
		moving.jump(turn.route, turn.doc, goal)


def _state_before(turn: Turn) -> str:
	"""Where the document was when it was submitted."""
	return str(turn.record.memory.get("from_state") or turn.route.workflow.states[0].state)


def _fill_document(turn: Turn, doc: Any) -> None:
	"""Documents that keep an opinion and a list of corrections themselves get them."""
	if doc.meta.get_field("next_opinion") and turn.opinion:
		doc.next_opinion = turn.opinion
	if doc.meta.get_field("correction_items"):
		for row in turn.corrections:
			doc.append(
				"correction_items",
				{field: row.get(field) for field in ("cited_field", "cited_row", "problem", "basis")},
			)


def _givers(turn: Turn) -> list[str]:
	"""Whoever gave the task away or added a signer lends his rights to the save."""
	task = turn.case.task(turn.number)
	found = []
	while task is not None:
		found += [task.added_by, task.holder]
		task = turn.case.task(task.parent)
	found += [other.acted_by for other in turn.case.here() if other.status == model.TRANSFERRED]
	here = {row.step_key for row in turn.route.steps if row.state == turn.from_state}
	same_round = [other for other in turn.case.tasks if other.round == turn.case.round]
	found += [
		other.acted_by or other.holder
		for other in same_round
		if other.step in here and other.status == model.AGREED
	]
	return [user for user in found if user]
