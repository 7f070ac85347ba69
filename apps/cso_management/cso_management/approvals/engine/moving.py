"""Moving a document's workflow state: along its own transitions, saved with the rights of the actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import is_transition_condition_satisfied

from .routes import Route


def transitions(route: Route, doc: Any, actions: list[str], state: str | None = None) -> list[Any]:
	"""Transitions out of the state with one of the actions whose condition holds, whoever asks."""
	state = state or doc.get(route.state_field)
	rows = [row for row in route.workflow.transitions if row.state == state and row.action in actions]
	return [row for row in rows if is_transition_condition_satisfied(row, doc)]


def actions_between(route: Route, old: str | None, new: str | None) -> set[str]:
	return {row.action for row in route.workflow.transitions if row.state == old and row.next_state == new}


def target(route: Route, doc: Any, actions: list[str]) -> Any:
	"""The first of the actions, in their order, that the workflow allows now."""
	for action in actions:
		found = transitions(route, doc, [action])
		if found:
			return found[0]
	return frappe.throw(
		_("The workflow has no way on from {0} with {1}. Ask the administrator to check the route.").format(
			_(doc.get(route.state_field) or ""), "、".join(_(action) for action in actions) or "?"
		),
		title=_("Not Possible"),
	)


def along(route: Route, doc: Any, actions: list[str], users: list[str]) -> str:
	"""Take the transition, with the rights of the first of the users who has them; gives the action."""
	chosen = target(route, doc, actions)
	allowed = {
		row.allowed for row in transitions(route, doc, [chosen.action]) if row.next_state == chosen.next_state
	}
	authority = _authority(doc, users, allowed)
	doc.set(route.state_field, chosen.next_state)
	with acting_as(authority):
		doc.save()
		doc.add_comment("Workflow", _(chosen.next_state))
	return str(chosen.action)


def jump(route: Route, doc: Any, state: str) -> None:
	"""Where the workflow has no transition of its own: an act is undone, or an earlier step is asked."""
	if doc.get(route.state_field) != state:
		doc.db_set(route.state_field, state)
		doc.add_comment("Workflow", _(state))


def following(route: Route, step: Any, doc: Any) -> Any:
	"""The step after this one when it agrees."""
	found = route.after(step.step_key, doc)
	if found is not None:
		return found
	listed = [line.strip() for line in (step.agree_actions or "").split("\n") if line.strip()]
	for action in listed:
		for row in transitions(route, doc, [action], step.state):
			return _in_state(route, doc, row.next_state)
	return None


def _in_state(route: Route, doc: Any, state: str) -> Any:
	"""The first step of a state; one that is not for the document is passed over."""
	found = route.first_in(state, doc)
	if found is None and route.has_state(state):
		return following(route, next(row for row in route.steps if row.state == state), doc)
	return found


def end_of(route: Route, action: str | None) -> str | None:
	"""The state that an action leads to, from wherever."""
	return next((row.next_state for row in route.workflow.transitions if row.action == action), None)


@contextmanager
def acting_as(user: str) -> Iterator[None]:
	"""Somebody else's rights for the length of one save; the log names who really acted."""
	real = frappe.session.user
	if user == real:
		yield
		return
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(real)


def _authority(doc: Any, users: list[str], allowed: set[str]) -> str:
	for user in dict.fromkeys(users):
		holds_role = user and not allowed.isdisjoint(frappe.get_roles(user))
		if holds_role and frappe.has_permission(doc.doctype, "write", doc=doc, user=user):
			return user
	return "Administrator"
