"""Trials of a route as drawn, and the scenarios that are kept with it: nothing here is written."""

from typing import Any

import frappe
from frappe import _

from . import forecast, routes, wording

Answer = dict[str, Any]


def trial(document: Any, reference_name: str | None, sample: dict[str, Any] | None) -> list[Answer]:
	"""The route as drawn, on an old case or on a sample."""
	route = routes.draft(document)
	doc = _document(document, route, reference_name, sample)
	return forecast.of_document(route, doc, doc.get("owner") or frappe.session.user)


def answer(document: Any, reference_name: str | None, sample: dict[str, Any] | None) -> Answer:
	"""What the page of the trial shows: the steps, those left out, and whether the route is for it at all."""
	steps = trial(document, reference_name, sample)
	return {
		"steps": steps,
		"left_out": left_out(document, reference_name, sample, steps),
		"applies": applies(document, reference_name, sample),
		"written": False,
		"simulated": True,
	}


def left_out(
	document: Any, reference_name: str | None, sample: dict[str, Any] | None, found: list[Answer]
) -> list[Answer]:
	"""Steps of the route that this document does not come to, and the condition that keeps it away."""
	route = routes.draft(document)
	doc = _document(document, route, reference_name, sample)
	asked = {row["step"] for row in found}
	return [
		{
			"step": row.step_key,
			"label": wording.step_name(row),
			"because": _("not on the way of this document")
			if routes.condition_holds(row, doc)
			else _("only if {0}").format(wording.condition(row.condition, document.document_type)),
		}
		for row in route.steps
		if row.step_key not in asked
	]


def applies(document: Any, reference_name: str | None, sample: dict[str, Any] | None) -> bool:
	"""Would the document follow this route at all?"""
	route = routes.draft(document)
	return routes.applies(route, _document(document, route, reference_name, sample))


def run(document: Any) -> list[Answer]:
	"""Every scenario of the route: what was expected, what was found, and whether they agree."""
	return [_run_one(document, row) for row in document.get("scenarios") or []]


def failing(document: Any) -> list[str]:
	return [row["title"] for row in run(document) if not row["ok"]]


def _document(
	document: Any, route: routes.Route, reference_name: str | None, sample: dict[str, Any] | None
) -> Any:
	if not reference_name:
		return frappe.get_doc({**(sample or {}), "doctype": document.document_type})
	doc = frappe.get_doc(document.document_type, reference_name)
	doc.check_permission("read")
	doc.set(route.state_field, route.workflow.states[0].state)
	return doc


def _run_one(document: Any, row: Any) -> Answer:
	answer = {"title": row.title, "expected": routes.lines(row.expected_steps), "problem": None}
	try:
		found = trial(document, row.reference_name, frappe.parse_json(row.sample or "{}"))
	except (frappe.DoesNotExistError, frappe.PermissionError, frappe.ValidationError) as error:
		frappe.clear_last_message()
		return {**answer, "ok": False, "found": [], "people": [], "problem": str(error)}
	wrong = [line for line in routes.lines(row.expected_people) if not _people_fit(line, found)]
	steps = [step["step"] for step in found]
	return {
		**answer,
		"ok": steps == answer["expected"] and not wrong,
		"expected": answer["expected"] + wrong,
		"found": steps,
		"people": [f"{step['step']}: {', '.join(user['user'] for user in step['users'])}" for step in found],
		"problem": _why(document, answer["expected"], steps, wrong, found),
	}


def _why(
	document: Any, expected: list[str], found: list[str], wrong: list[str], steps: list[Answer]
) -> str | None:
	"""The first difference in words."""
	labels = _labels(document)
	if found != expected:
		ways = [" → ".join(labels.get(key, key) for key in side) for side in (expected, found)]
		return _("Expected {0}, found {1}.").format(*(way or _("no step") for way in ways))
	if not wrong:
		return None
	key, _colon, names = wrong[0].partition(":")
	real = next((row for row in steps if row["step"] == key.strip()), None)
	listed = wording.listed(user["full_name"] for user in real["users"]) if real else ""
	return _("At “{0}” {1} was expected, found {2}.").format(
		labels.get(key.strip(), key), wording.listed(_full_names(names)) or "?", listed or _("nobody")
	)


def _labels(document: Any) -> dict[str, str]:
	"""Also of the steps that the drawing no longer has."""
	stored = frappe.get_all(
		"CSO Approval Step",
		filters={"parent": document.name or "", "parenttype": routes.ROUTE},
		fields=["step_key", "label"],
		order_by="idx asc",
	)
	return {row.step_key: wording.step_name(row) for row in [*stored, *document.steps]}


def _full_names(names: str) -> list[str]:
	return [wording.people.full_name(name.strip()) for name in names.split(",") if name.strip()]


def _people_fit(line: str, found: list[Answer]) -> bool:
	step, _colon, names = line.partition(":")
	wanted = {name.strip() for name in names.split(",") if name.strip()}
	row = next((row for row in found if row["step"] == step.strip()), None)
	return row is not None and {user["user"] for user in row["users"]} == wanted
