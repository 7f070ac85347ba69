"""What would make a case of a route stop: each fault with a sentence that says how to mend it."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt

from ..rules import conditions, edges
from . import designer, reach, routes, scenarios, versions
from .candidates import RULES
from .wording import CHOSEN, field_label

MODES = ("any", "all", "sequence", "ratio")
NEEDS_NO_VALUE = ("is set", "is not set")


def problems(document: Any) -> list[dict[str, str]]:
	"""Faults of a route as drawn, as rows of step key, field and message."""
	workflow = reach.workflow_of(document.document_type)
	if workflow is None:
		text = _("This DocType has no active workflow. Activate one first, or choose another document type.")
		return [problem("", "document_type", text)]
	found = _head_problems(document, workflow)
	keys = [row.step_key for row in document.steps]
	for number, row in enumerate(document.steps):
		if keys.count(row.step_key) > 1:
			found.append(_at(row, "step_key", _("Two steps have the same key. Remove one of them.")))
		found += _name_problems(row) + _people_problems(row, document, number) + _mode_problems(row)
		found += _time_problems(row) + _field_problems(row, document)
		found += condition_problems(row.condition, document.document_type, row.step_key)
		found += _state_problems(row, workflow)
	return found + _way_problems(document, workflow)


def hints(document: Any) -> list[dict[str, str]]:
	"""What may be meant so and may be an oversight: it does not stand in the way of publishing."""
	workflow = reach.workflow_of(document.document_type)
	if workflow is None:
		return []
	text = _(
		"It leads to “{0}”, where no step decides: the approval ends there and begins anew with a later step."
	)
	gaps = [(row, reach.gap(document, workflow, place)) for place, row in enumerate(document.steps)]
	return [_at(row, "actions", text.format(_(state))) for row, state in gaps if state]


def report(document: Any) -> dict[str, Any]:
	"""Everything that the designer shows beside a drawing."""
	found = problems(document)
	is_runnable = reach.workflow_of(document.document_type) is not None
	return {
		"problems": found,
		"hints": hints(document),
		"sentences": designer.sentences(document),
		"conditions": designer.conditions_in_words(document),
		"ways": reach.ways(document),
		"scenarios": scenarios.run(document) if is_runnable else [],
		"changed": int(versions.has_changed(document)),
	}


def condition_problems(text: Any, doctype: str, step: str) -> list[dict[str, str]]:
	known = _fields(doctype)
	found = []
	for row in routes.parse(text):
		label = field_label(doctype, row.get("field"))
		if row.get("field") not in known:
			message = _("The condition names the field “{0}”, which the form does not have. Choose another.")
			found.append(problem(step, "condition", message.format(row.get("field") or "?")))
		elif row.get("operator") not in conditions.OPERATORS:
			message = _("The condition on “{0}” has no comparison. Choose one.")
			found.append(problem(step, "condition", message.format(label)))
		elif row["operator"] not in NEEDS_NO_VALUE and row.get("value") in (None, "", []):
			message = _("The condition on “{0}” has no value to compare with. Fill it in or remove it.")
			found.append(problem(step, "condition", message.format(label)))
	return found


def problem(step: str, field: str, message: str) -> dict[str, str]:
	return {"step": step, "field": field, "message": message}


def _at(row: Any, field: str, message: str) -> dict[str, str]:
	return problem(row.step_key or "", field, message)


def _head_problems(document: Any, workflow: Any) -> list[dict[str, str]]:
	known = _fields(document.document_type)
	found = []
	if not document.steps:
		found.append(problem("", "steps", _("The route has no step. Add at least one step.")))
	for field in ("region_field", "amount_field", "category_field", "title_field"):
		name = document.get(field)
		if name and name not in known:
			text = _("The form has no field {0}. Choose another field under “Where it applies”.").format(name)
			found.append(problem("", field, text))
	if (flt(document.min_amount) or flt(document.max_amount)) and not document.amount_field:
		text = _("An amount is given but no amount field. Choose the field under “Where it applies”.")
		found.append(problem("", "amount_field", text))
	found += condition_problems(document.condition, document.document_type, "")
	return found + _submit_problems(document, workflow)


def _submit_problems(document: Any, workflow: Any) -> list[dict[str, str]]:
	known = {row.action for row in workflow.transitions}
	wrong = [action for action in routes.lines(document.submit_actions) if action not in known]
	named = [("resubmit_action", document.resubmit_action), ("withdraw_action", document.withdraw_action)]
	text = _("The workflow has no action {0}. Choose another under “Where it applies”.")
	wrong_rows = [("submit_actions", action) for action in wrong]
	wrong_rows += [(field, action) for field, action in named if action and action not in known]
	found = [problem("", field, text.format(_(action))) for field, action in wrong_rows]
	if not routes.lines(document.submit_actions):
		found.append(
			problem("", "submit_actions", _("No action submits. Tick one under “Where it applies”."))
		)
	return found


def _name_problems(row: Any) -> list[dict[str, str]]:
	return [] if (row.label or "").strip() else [_at(row, "label", _("The step has no name. Give it one."))]


def _people_problems(row: Any, document: Any, number: int) -> list[dict[str, str]]:
	rules = routes.parse(row.more_candidates)
	if not row.role and not rules:
		text = _("Nobody is named to decide. Choose a role, people or a field under “Who”.")
		return [_at(row, "role", text)]
	found = [_at(row, "role", _unknown_role(row.role))] if row.role and _is_gone("Role", row.role) else []
	for rule in rules:
		text = _rule_problem(rule, document, number)
		if text:
			found.append(_at(row, "more_candidates", text))
	if row.on_nobody == edges.NEXT_LEVEL and not row.escalate_role:
		found.append(_at(row, "escalate_role", _("Nobody found leads to the next role up. Name it.")))
	if row.on_away == edges.NEXT_LEVEL and not row.escalate_role:
		found.append(_at(row, "escalate_role", _("Somebody away leads to the next role up. Name it.")))
	if row.on_nobody == edges.FALLBACK and not row.fallback_user:
		found.append(_at(row, "fallback_user", _("Nobody found leads to a fallback user. Choose one.")))
	return found


def _rule_problem(rule: dict[str, Any], document: Any, number: int) -> str | None:
	kind = rule.get("rule")
	if kind not in RULES:
		return _("A rule of candidates is not known. Remove it.")
	if kind == "role":
		return _unknown_role(rule.get("role")) if _is_gone("Role", rule.get("role")) else None
	if kind == "users":
		return _users_problem(rule.get("users") or [])
	if kind == "field":
		df = frappe.get_meta(document.document_type).get_field(rule.get("field") or "")
		is_user = rule.get("field") == "owner" or (df and df.options == "User")
		return None if is_user else _("Choose the field of the form that holds the user.")
	if kind == "head" and not any(rule.get(key) for key in ("unit", "field", "level", "kinds")):
		return _("Choose the unit, its field, or the level whose units are meant.")
	if kind == CHOSEN[1] and number == 0:
		return _("The first step has no decider before it. Let the submitter choose, or name a role.")
	return None


def _users_problem(users: list[str]) -> str | None:
	if not users:
		return _("Nobody is chosen by name. Choose at least one person or remove the line.")
	gone = [user for user in users if not frappe.db.get_value("User", user, "enabled")]
	if gone:
		return _("{0} cannot sign in any more. Remove the person or choose another.").format("、".join(gone))
	return None


def _unknown_role(role: Any) -> str:
	return _("The role {0} does not exist or is disabled. Choose another.").format(role or "?")


def _is_gone(doctype: str, name: Any) -> bool:
	if not name or not frappe.db.exists(doctype, name):
		return True
	return bool(frappe.db.get_value(doctype, name, "disabled"))


def _mode_problems(row: Any) -> list[dict[str, str]]:
	found = []
	needed, is_percent = cint(row.needed), row.needed_unit == "percent"
	if row.mode == "ratio" and (needed < 1 or (is_percent and needed > 100)):
		found.append(_at(row, "needed", _("Say how many votes are needed, at most 100 percent.")))
	if row.mode == "ratio" and not row.refuse_action:
		text = _("A vote against must lead somewhere. Name the action that refuses.")
		found.append(_at(row, "refuse_action", text))
	if row.pool and row.mode != "any":
		text = _("One task for all fits the mode “any” only. Untick it or choose “any one decides”.")
		found.append(_at(row, "pool", text))
	return found


def _time_problems(row: Any) -> list[dict[str, str]]:
	found = []
	if cint(row.limit_days) < 0:
		found.append(_at(row, "limit_days", _("The time limit is below zero. Enter 0 for none.")))
	if row.deciding and row.timeout_act:
		text = _("A deciding step never decides by itself. Set “at time-out” to nothing.")
		found.append(_at(row, "timeout_act", text))
	if row.timeout_act and not cint(row.limit_days):
		found.append(_at(row, "limit_days", _("A decision at time-out needs a time limit. Enter the days.")))
	return found


def _field_problems(row: Any, document: Any) -> list[dict[str, str]]:
	known = _fields(document.document_type)
	editable, hidden = routes.lines(row.editable_fields), routes.lines(row.hidden_fields)
	gone = [name for name in dict.fromkeys([*editable, *hidden]) if name not in known]
	text = _("The form has no field {0} any more. Remove it from the lists of fields.")
	found = [_at(row, "editable_fields", text.format(name)) for name in gone]
	both = [field_label(document.document_type, name) for name in editable if name in hidden]
	text = _("“{0}” is both hidden and open for change. Remove it from one of the lists.")
	return found + [_at(row, "hidden_fields", text.format(label)) for label in both]


def _state_problems(row: Any, workflow: Any) -> list[dict[str, str]]:
	if row.state not in {found.state for found in workflow.states}:
		text = _("The workflow has no state “{0}”. Choose another state.").format(_(row.state or ""))
		return [_at(row, "state", text)]
	actions = {found.action for found in workflow.transitions if found.state == row.state}
	named = [*routes.lines(row.agree_actions), row.refuse_action, row.return_action, row.back_action]
	text = _("The workflow has no action “{0}” at “{1}”. Choose another action.")
	return [
		_at(row, "actions", text.format(_(action), _(row.state)))
		for action in named
		if action and action not in actions
	]


def _way_problems(document: Any, workflow: Any) -> list[dict[str, str]]:
	reached = reach.states(document, workflow)
	text = _("No way leads to the state “{0}”. Choose another state, or let an earlier step lead there.")
	known = {found.state for found in workflow.states}
	return [
		_at(row, "state", text.format(_(row.state)))
		for row in document.steps
		if row.state not in reached and row.state in known
	]


def _fields(doctype: str) -> set[str]:
	return {df.fieldname for df in frappe.get_meta(doctype).fields} | {"owner", "name"}
