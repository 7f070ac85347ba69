"""The steps still to come, from any state, on any route: nothing is written."""

from typing import Any

from frappe import _
from frappe.utils import getdate, today

from .. import calendar
from ..rules import clock
from . import moving, people, store, wording
from .routes import Route

LONGEST = 30


def of_record(record: store.Record, doc: Any) -> list[dict[str, Any]]:
	"""From the present step on; the present one with the people who hold it."""
	step = record.step
	if step is None or record.case.status not in ("Running", "Returned"):
		return []
	barred = record.case.deciders()
	return walk(record.route, doc, step, record.case.submitter, barred)


def of_document(route: Route, doc: Any, submitter: str) -> list[dict[str, Any]]:
	"""As if the document were submitted now."""
	state = doc.get(route.state_field) or route.workflow.states[0].state
	first = route.first_in(state, doc)
	if first is None:
		first = _first_step(route, doc, state)
	return walk(route, doc, first, submitter, set()) if first else []


def walk(route: Route, doc: Any, step: Any, submitter: str, barred: set[str]) -> list[dict[str, Any]]:
	rows: list[dict[str, Any]] = []
	seen, start, barred = set(), getdate(today()), set(barred)
	while step is not None and step.step_key not in seen and len(rows) < LONGEST:
		seen.add(step.step_key)
		row = _row(route, step, doc, submitter, barred, start)
		rows.append(row)
		if len(row["users"]) == 1:
			barred.add(row["users"][0]["user"])
		start = getdate(row["due_on"]) if row["due_on"] else start
		step = following(route, step, doc)
	return rows


def following(route: Route, step: Any, doc: Any) -> Any:
	"""The step after this one when it agrees."""
	found = route.after(step.step_key, doc)
	if found is not None:
		return found
	listed = [line.strip() for line in (step.agree_actions or "").split("\n") if line.strip()]
	for action in listed:
		for row in moving.transitions(route, doc, [action], step.state):
			return _in_state(route, doc, row.next_state)
	return None


def _in_state(route: Route, doc: Any, state: str) -> Any:
	"""The first step of a state; one that is not for the document is passed over."""
	found = route.first_in(state, doc)
	if found is None and route.has_state(state):
		return following(route, next(row for row in route.steps if row.state == state), doc)
	return found


def _first_step(route: Route, doc: Any, state: str) -> Any:
	actions = [line.strip() for line in (route.get("submit_actions") or "").split("\n") if line.strip()]
	for row in moving.transitions(route, doc, actions, state):
		found = route.first_in(row.next_state, doc)
		if found is not None:
			return found
	return None


def _row(route: Route, step: Any, doc: Any, submitter: str, barred: set[str], start: Any) -> dict[str, Any]:
	found = people.of_step(route, step, doc, submitter, barred)
	due = None
	if step.limit_days:
		due = clock.due(calendar.load(), start, int(step.limit_days), working=step.limit_unit != "Day")
	return {
		"step": step.step_key,
		"label": step.label,
		"state": step.state,
		"mode": step.mode or "any",
		"users": [{"user": user, "full_name": people.full_name(user)} for user in found.people],
		"pool": int(step.pool or 0),
		"due_on": str(due) if due else None,
		"because": wording.condition(step.condition, doc.doctype) or _("always"),
		"problem": found.problem,
	}
