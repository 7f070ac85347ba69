"""Where a route leads: the states it can come to, and the ways out of each step."""

from typing import Any

import frappe
from frappe import _

from . import routes, wording


def workflow_of(doctype: str) -> Any:
	name = routes.get_workflow_name(doctype)
	return frappe.get_cached_doc("Workflow", name) if name else None


def states(document: Any, workflow: Any) -> set[str]:
	"""Every state a document can come to when each step takes only the actions that it names."""
	found: set[str] = set()
	waiting = [workflow.states[0].state]
	while waiting:
		state = waiting.pop()
		if state in found:
			continue
		found.add(state)
		allowed = _allowed(document, state)
		# A resubmission leads only to where the document has been.
		waiting += [
			row.next_state
			for row in workflow.transitions
			if row.state == state
			and row.action != document.resubmit_action
			and (allowed is None or row.action in allowed)
		]
	return found


def gap(document: Any, workflow: Any, place: int) -> str | None:
	"""A state without a step to which a step's agreement leads although later steps lie beyond it."""
	later = {row.state for row in document.steps[place + 1 :]} - {
		row.state for row in document.steps[: place + 1]
	}
	stepped = {row.state for row in document.steps}
	step = document.steps[place]
	if any(row.state == step.state for row in document.steps[place + 1 :]):
		return None
	actions = agree_actions(document, workflow, step)
	nexts = [
		row.next_state for row in workflow.transitions if row.state == step.state and row.action in actions
	]
	return next(
		(state for state in nexts if state not in stepped and _leads_to(workflow, state, later, stepped)),
		None,
	)


def _leads_to(workflow: Any, state: str, goals: set[str], stepped: set[str]) -> bool:
	"""Through states that have no step of their own."""
	seen, waiting = set(), [state]
	while waiting:
		here = waiting.pop()
		if here in goals:
			return True
		if here not in seen and here not in stepped:
			seen.add(here)
			waiting += [row.next_state for row in workflow.transitions if row.state == here]
	return False


def ways(document: Any) -> dict[str, list[dict[str, Any]]]:
	"""Where the agreement of each step leads: action, next step or end, and whether the form decides."""
	workflow = workflow_of(document.document_type)
	if workflow is None:
		return {}
	return {row.step_key: _ways_of(document, workflow, place) for place, row in enumerate(document.steps)}


def _ways_of(document: Any, workflow: Any, place: int) -> list[dict[str, Any]]:
	step = document.steps[place]
	for later in document.steps[place + 1 :]:
		if later.state == step.state:
			way = {"action": "", "to": later.step_key, "label": wording.step_name(later), "depends": 0}
			if not routes.parse(later.condition):
				return [way]
			return [way, *_by_workflow(document, workflow, step)]
	return _by_workflow(document, workflow, step)


def _by_workflow(document: Any, workflow: Any, step: Any) -> list[dict[str, Any]]:
	actions = agree_actions(document, workflow, step)
	rows = [row for row in workflow.transitions if row.state == step.state and row.action in actions]
	pairs = list(dict.fromkeys((row.action, row.next_state) for row in rows))
	many = {action for action, _state in pairs if sum(action == other for other, _s in pairs) > 1}
	return [_way(document, action, state, action in many) for action, state in pairs]


def _way(document: Any, action: str, state: str, depends: bool) -> dict[str, Any]:
	target = next((row for row in document.steps if row.state == state), None)
	label = wording.step_name(target) if target else _(state)
	return {
		"action": _(action),
		"to": target.step_key if target else "",
		"label": label,
		"depends": int(depends),
	}


def agree_actions(document: Any, workflow: Any, step: Any) -> list[str]:
	"""What is named; else every action of the state that is not for something else, as the engine does."""
	named = routes.lines(step.agree_actions)
	if named:
		return named
	others = {step.refuse_action, step.return_action, step.back_action, document.withdraw_action}
	rows = [row.action for row in workflow.transitions if row.state == step.state]
	return [action for action in dict.fromkeys(rows) if action not in others]


def _allowed(document: Any, state: str) -> set[str] | None:
	"""Actions that the steps of a state take; nothing is forbidden where a step names none."""
	steps = [row for row in document.steps if row.state == state]
	if not steps or not all(routes.lines(row.agree_actions) for row in steps):
		return None
	named: set[str] = set()
	for row in steps:
		others = {row.refuse_action, row.return_action, row.back_action}
		named |= {*routes.lines(row.agree_actions), *(action for action in others if action)}
	return named
