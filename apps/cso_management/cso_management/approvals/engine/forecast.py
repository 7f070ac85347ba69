"""The steps still to come, from any state, on any route: nothing is written."""

from typing import Any

from frappe import _
from frappe.utils import getdate, today

from .. import calendar
from ..rules import clock
from . import candidates, moving, people, store, wording
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
		step = moving.following(route, step, doc)
	return rows


def _first_step(route: Route, doc: Any, state: str) -> Any:
	actions = [line.strip() for line in (route.get("submit_actions") or "").split("\n") if line.strip()]
	for row in moving.transitions(route, doc, actions, state):
		found = route.first_in(row.next_state, doc)
		if found is not None:
			return found
	return None


def _row(route: Route, step: Any, doc: Any, submitter: str, barred: set[str], start: Any) -> dict[str, Any]:
	found = candidates.of_step(route, step, doc, submitter, barred)
	due = None
	if step.limit_days:
		due = clock.due(calendar.load(), start, int(step.limit_days), working=step.limit_unit != "Day")
	return {
		"step": step.step_key,
		"label": _(step.label),
		"state": step.state,
		"mode": step.mode or "any",
		"users": [{"user": user, "full_name": people.full_name(user)} for user in found.people],
		"pool": int(step.pool or 0),
		"due_on": str(due) if due else None,
		"because": wording.condition(step.condition, doc.doctype) or _("always"),
		"problem": found.problem,
		"chosen_by": _chosen_by(route, step, doc),
	}


def _chosen_by(route: Route, step: Any, doc: Any) -> str | None:
	"""Who names the people of the step: `submitter`, `decider`, or nobody."""
	acts = {"submit": "submitter", "agree": "decider"}
	found = [who for act, who in acts.items() if candidates.to_choose(route, step, doc, act) is not None]
	return next(iter(found), None)
