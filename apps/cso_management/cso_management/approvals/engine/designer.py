"""For the administrator: what a route may name, its sentences, and moving running cases to a new version."""

import json
import re
from typing import Any

import frappe
from frappe import _

from ...process import sent
from ..rules import conditions
from . import candidates, people, routes, store, versions, wording
from .finishing import finish
from .turn import Turn

LEVELS = ["Village", "Town", "County", "City", "Province"]
NOT_OF_PEOPLE = ("Administrator", "All", "Desk User", "Guest")
READ_BY_CONDITION = re.compile(r"\bdoc\.(\w+)")
LAYOUT = (
	"Section Break",
	"Column Break",
	"Tab Break",
	"HTML",
	"Heading",
	"Button",
	"Table",
	"Table MultiSelect",
)


def options(doctype: str) -> dict[str, Any]:
	name = routes.get_workflow_name(doctype)
	workflow = frappe.get_cached_doc("Workflow", name) if name else frappe._dict(states=[], transitions=[])
	actions: dict[str, list[str]] = {}
	for row in workflow.transitions:
		known = actions.setdefault(row.state, [])
		if row.action not in known:
			known.append(row.action)
	fields = [df for df in frappe.get_meta(doctype).fields if df.fieldtype not in LAYOUT and df.label]
	return {
		"states": list(dict.fromkeys(row.state for row in workflow.states)),
		"actions": actions,
		"roles": frappe.get_all(
			"Role",
			filters={"disabled": 0, "name": ["not in", NOT_OF_PEOPLE]},
			pluck="name",
			order_by="name asc",
		),
		"fields": [_field(df) for df in fields],
		"user_fields": [_field(df) for df in fields if df.fieldtype == "Link" and df.options == "User"],
		"sample_fields": _sample_fields(workflow, {df.fieldname for df in fields}),
		"operators": list(conditions.OPERATORS),
		"levels": LEVELS,
	}


def _sample_fields(workflow: Any, known: set[str]) -> dict[str, list[str]]:
	"""By action: the fields that the workflow's own conditions read, so that a sample can name them."""
	found: dict[str, list[str]] = {}
	for row in workflow.transitions:
		names = found.setdefault(row.action, [])
		for name in READ_BY_CONDITION.findall(row.condition or ""):
			if name in known and name not in names:
				names.append(name)
	return found


def routable() -> list[str]:
	"""DocTypes with an active workflow: only they can be decided step by step."""
	rows = frappe.get_all("Workflow", filters={"is_active": 1}, pluck="document_type", order_by="name asc")
	return sorted(set(rows))


def document_of(route: Any) -> Any:
	"""A route by name, or one that is being drawn and not stored yet."""
	values = sent.data(route, "route") if isinstance(route, str) and route.lstrip().startswith("{") else route
	if isinstance(values, dict):
		return frappe.get_doc({**values, "doctype": routes.ROUTE})
	return frappe.get_doc(routes.ROUTE, values)


def sentences(document: Any) -> dict[str, str]:
	"""Who, how and how long, for every step."""
	return {row.step_key: wording.sentence(row, document.document_type) for row in document.steps}


def conditions_in_words(document: Any) -> dict[str, str]:
	"""When each step is asked; only those that are not asked always."""
	found = {row.step_key: wording.condition(row.condition, document.document_type) for row in document.steps}
	return {key: text for key, text in found.items() if text}


def people_of_step(document: Any, key: str, region: str | None) -> dict[str, Any]:
	"""Candidates of a step today, for a made-up document of the region."""
	route = routes.draft(document)
	step = route.step(key)
	if step is None:
		return {"people": [], "problem": _("The step is not there any more.")}
	field = route.get("region_field") or "region"
	doc = frappe.get_doc({"doctype": document.document_type, field: region})
	found = candidates.of_rules(route, step, doc, {})
	return {
		"people": [{"user": user, "full_name": people.full_name(user)} for user in found],
		"problem": None if found else _("Nobody is found there today."),
	}


def move_preview(document: Any) -> list[dict[str, Any]]:
	"""Running cases on older versions, whether they can move and what would change."""
	rows = frappe.get_all(
		store.CASE,
		filters={"route": document.name, "status": ["in", store.LIVE], "version": ["<", document.version]},
		fields=["name", "reference_name", "title", "version", "step", "step_label", "content"],
		order_by="creation asc",
	)
	return [_move_row(document, row) for row in rows]


def move(document: Any, cases: list[str]) -> dict[str, Any]:
	"""Running cases go on with the newest version; their open tasks stay."""
	wanted = {row["case"]: row for row in move_preview(document)}
	moved, refused = 0, []
	for name in cases:
		row = wanted.get(name)
		if not row or not row["possible"]:
			reason = row["reason"] if row else _("This case is closed or follows the newest version.")
			refused.append({"case": name, "reason": reason})
			continue
		_move_one(document, name, row["changes"])
		moved += 1
	return {"moved": moved, "refused": refused}


def _move_one(document: Any, name: str, changes: list[str]) -> None:
	record = store.Record(frappe.get_doc(store.CASE, name, for_update=True))
	fresh = routes.load(document.name, document.version)
	frappe.db.set_value(store.CASE, name, {"version": fresh.version, "route_version": fresh.version_name})
	record.row.version, record.route = fresh.version, fresh
	doc = frappe.get_doc(record.row.reference_doctype, record.row.reference_name)
	turn = Turn(
		record, doc, "move", frappe.session.user, opinion="；".join(changes), rule=f"v{fresh.version}"
	)
	finish(turn, doc)


def _move_row(document: Any, row: Any) -> dict[str, Any]:
	old, new = (routes.load(document.name, version) for version in (row.version, document.version))
	reason = _why_not(row, old, new)
	return {
		"case": row.name,
		"name": row.reference_name,
		"title": row.title,
		"version": row.version,
		"step": row.step,
		"step_label": _(row.step_label) if row.step_label else "",
		"possible": reason is None,
		"reason": reason,
		"changes": [_change_text(change) for change in versions.between(old.content, new.content)],
	}


def _why_not(row: Any, old: routes.Route, new: routes.Route) -> str | None:
	"""A case moves only when its step, and every step it has been at, is there and in the same state."""
	case = json.loads(row.content)
	visited = {row.step, *case.get("passed", []), *(task["step"] for task in case.get("tasks", []))}
	for key in sorted(key for key in visited if key):
		before, after = old.step(key), new.step(key)
		if after is None:
			text = _("The new version has no step “{0}”, where this case is or was.")
			return text.format(wording.step_name(before) if before else key)
		if before is not None and before.state != after.state:
			return _("The step “{0}” stands in another state in the new version.").format(
				wording.step_name(after)
			)
	return None


def _change_text(change: dict[str, Any]) -> str:
	place = " · ".join(part for part in (change["step"], change["field"]) if part)
	return f"{place}{wording.colon()}{change['before']} → {change['after']}"


def _field(df: Any) -> dict[str, Any]:
	return {
		"fieldname": df.fieldname,
		"label": _(df.label or df.fieldname),
		"fieldtype": df.fieldtype,
		"options": df.options or "",
	}
