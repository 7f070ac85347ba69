"""Checking a route, freezing a version of it, and taking it out of use."""

import json
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ..rules import conditions, edges
from . import adoption, candidates, hiding, routes, store

MODES = ("any", "all", "sequence", "ratio")


def publish(document: Any) -> dict[str, Any]:
	"""Freeze the present content as the next version; what stands at a step without a case gets one."""
	found = problems(document)
	if found:
		frappe.throw(
			"<br>".join(f"{row['step'] or document.title}: {row['message']}" for row in found),
			title=_("The Route Has Faults"),
		)
	version = cint(document.version) + 1
	frappe.get_doc(
		{
			"doctype": routes.VERSION,
			"route": document.name,
			"version": version,
			"content": json.dumps(routes.content_of(document), ensure_ascii=False, default=str),
			"published_on": store.now(),
			"published_by": frappe.session.user,
		}
	).insert(ignore_permissions=True)
	document.db_set(
		{
			"status": "Published",
			"version": version,
			"published_on": store.now(),
			"published_by": frappe.session.user,
			"hides_fields": int(document.hides_fields or any(row.hidden_fields for row in document.steps)),
		}
	)
	hiding.forget()
	return {"version": version, **adoption.of_route(document)}


def unpublish(document: Any) -> None:
	"""New documents follow the plain workflow; running cases go on with their version."""
	document.db_set("status", "Retired")


def problems(document: Any) -> list[dict[str, str]]:
	"""What would make a case of this route stop."""
	meta = frappe.get_meta(document.document_type)
	fields = {df.fieldname for df in meta.fields} | {"owner", "name"}
	workflow = _workflow(document.document_type)
	if workflow is None:
		return [_problem("", "document_type", _("This DocType has no active workflow."))]
	found = [] if document.steps else [_problem("", "steps", _("Add at least one step."))]
	keys = [row.step_key for row in document.steps]
	for row in document.steps:
		if keys.count(row.step_key) > 1:
			found.append(_problem(row.step_key, "step_key", _("Two steps have the same key.")))
		found += _people_problems(row) + _mode_problems(row) + _state_problems(row, workflow)
		for key in conditions.problems(routes.parse(row.condition), fields):
			found.append(_problem(row.step_key, "condition", _("The condition is wrong: {0}").format(key)))
	return found


def _people_problems(row: Any) -> list[dict[str, str]]:
	if not row.role and not routes.parse(row.more_candidates):
		return [_problem(row.step_key, "role", _("Nobody is named to decide."))]
	wrong = [rule for rule in routes.parse(row.more_candidates) if not candidates.is_complete(rule)]
	if wrong:
		return [_problem(row.step_key, "more_candidates", _("A rule of candidates is not complete."))]
	if edges.NEXT_LEVEL in (row.on_nobody, row.on_away) and not row.escalate_role:
		return [_problem(row.step_key, "escalate_role", _("Name the next role up."))]
	if row.on_nobody == edges.FALLBACK and not row.fallback_user:
		return [_problem(row.step_key, "fallback_user", _("Name the fallback user."))]
	return []


def _mode_problems(row: Any) -> list[dict[str, str]]:
	found = []
	if row.mode == "ratio" and (cint(row.needed) < 1 or (row.needed_unit == "percent" and row.needed > 100)):
		found.append(_problem(row.step_key, "needed", _("Say how many votes are needed.")))
	if row.mode == "ratio" and not row.refuse_action:
		text = _("A vote against must lead somewhere: name the action that refuses.")
		found.append(_problem(row.step_key, "refuse_action", text))
	if row.pool and row.mode != "any":
		found.append(_problem(row.step_key, "pool", _("One task for all fits the mode “any” only.")))
	if row.deciding and row.timeout_act:
		found.append(_problem(row.step_key, "timeout_act", _("A deciding step never decides by itself.")))
	return found


def _state_problems(row: Any, workflow: Any) -> list[dict[str, str]]:
	actions = {found.action for found in workflow.transitions if found.state == row.state}
	if row.state not in {found.state for found in workflow.states}:
		return [_problem(row.step_key, "state", _("The workflow has no state {0}.").format(_(row.state)))]
	named = [*routes.lines(row.agree_actions), row.refuse_action, row.return_action, row.back_action]
	return [
		_problem(
			row.step_key,
			"actions",
			_("The workflow has no action {0} at {1}.").format(_(action), _(row.state)),
		)
		for action in named
		if action and action not in actions
	]


def _workflow(doctype: str) -> Any:
	name = routes.get_workflow_name(doctype)
	return frappe.get_cached_doc("Workflow", name) if name else None


def _problem(step: str, field: str, message: str) -> dict[str, str]:
	return {"step": step, "field": field, "message": message}
