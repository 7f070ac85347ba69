"""Acts and the actions of the standard Workflow: what a submission does, what an action means at a step."""

from typing import Any

import frappe
from frappe import _
from frappe.model.workflow import get_transitions

from . import routes, store, words


def submit(doc: Any, act: str, details: dict[str, Any]) -> dict[str, Any]:
	"""A submission is a transition of the document; the gate opens the case inside its save."""
	record = store.live(doc.doctype, doc.name, lock=True)
	if record and details.get("act_id") in record.memory.get("acts", {}):
		return dict(record.memory["acts"][details["act_id"]])
	route = record.route if record else routes.published_for(doc)
	if route is None:
		frappe.throw(_("No route is published for {0}.").format(_(doc.doctype)))
	found = _way_in(doc, route, record, act)
	if found is None:
		frappe.throw(_("{0} is not possible now. Reload the page.").format(words.label(act)))
	doc.flags.approval_details = details
	doc.set(route.state_field, found["next_state"])
	doc.save()
	doc.add_comment("Workflow", _(found["next_state"]))
	turn = doc.flags.approval_done
	return turn.answer() if turn else {}


def _way_in(doc: Any, route: routes.Route, record: store.Record | None, act: str) -> Any:
	"""The transition of a submission; after a return the one that leads back to the step, if there is."""
	wanted = routes.lines(route.get("submit_actions"))
	if act == "resubmit" and route.get("resubmit_action"):
		wanted = [route.get("resubmit_action")]
	found = [
		row for row in get_transitions(doc) if row["action"] in wanted and route.has_state(row["next_state"])
	]
	back = record.case.returned if record else {}
	step = route.step(back.get("step", "")) if back.get("resubmit") == "back" else None
	return next((row for row in found if step and row["next_state"] == step.state), next(iter(found), None))


def act_of_action(record: store.Record, actions: set[str]) -> str | None:
	"""Which act a workflow action means at the present step."""
	step = record.step
	agree = set(routes.lines(step.agree_actions))
	if actions & agree:
		return "agree"
	for act, action in (("refuse", step.refuse_action), ("return", step.return_action)):
		if action in actions:
			return act
	if record.route.get("withdraw_action") in actions:
		return "withdraw"
	if step.back_action in actions:
		return "back"
	return None if agree or actions & _against(record) else "agree"


def _against(record: store.Record) -> set[str]:
	"""What refuses or sends back at some other step never means agreeing at this one."""
	steps = record.route.steps
	named = {action for row in steps for action in (row.refuse_action, row.return_action, row.back_action)}
	return {action for action in named if action}


def back_goal(record: store.Record, state: str) -> str:
	"""The passed step of the state that an earlier-step action leads to."""
	keys = [row.step_key for row in record.route.steps if row.state == state]
	return next((key for key in reversed(record.case.passed) if key in keys), keys[0] if keys else "")
