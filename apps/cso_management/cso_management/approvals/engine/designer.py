"""For the administrator: what a route may name, its sentences, trials, scenarios, replay, moving cases."""

from typing import Any

import frappe
from frappe import _

from ..rules import conditions
from . import candidates, forecast, routes, store
from .finishing import finish
from .turn import Turn

LEVELS = ["Village", "Town", "County", "City", "Province"]
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
	fields = [df for df in frappe.get_meta(doctype).fields if df.fieldtype not in LAYOUT]
	return {
		"states": list(dict.fromkeys(row.state for row in workflow.states)),
		"actions": actions,
		"roles": frappe.get_all("Role", filters={"disabled": 0}, pluck="name", order_by="name asc"),
		"fields": [_field(df) for df in fields],
		"user_fields": [_field(df) for df in fields if df.fieldtype == "Link" and df.options == "User"],
		"operators": list(conditions.OPERATORS),
		"candidate_rules": candidates.options(),
		"unit_fields": [
			_field(df) for df in fields if df.fieldtype == "Link" and df.options == "CSO Gov Unit"
		],
		"levels": LEVELS,
	}


def document_of(route: Any) -> Any:
	"""A route by name, or one that is being drawn and not stored yet."""
	values = frappe.parse_json(route) if isinstance(route, str) and route.lstrip().startswith("{") else route
	if isinstance(values, dict):
		return frappe.get_doc({**values, "doctype": routes.ROUTE})
	return frappe.get_doc(routes.ROUTE, values)


def trial(document: Any, reference_name: str | None, sample: dict[str, Any] | None) -> list[dict[str, Any]]:
	"""The route as drawn, on an old case or on a sample; nothing is written."""
	route = routes.draft(document)
	if reference_name:
		doc = frappe.get_doc(document.document_type, reference_name)
		doc.check_permission("read")
		doc.set(route.state_field, route.workflow.states[0].state)
	else:
		doc = frappe.get_doc({"doctype": document.document_type, **(sample or {})})
	submitter = doc.get("owner") or frappe.session.user
	return forecast.of_document(route, doc, submitter)


def scenarios(document: Any) -> list[dict[str, Any]]:
	return [_run_scenario(document, row) for row in document.scenarios]


def failing(document: Any) -> list[str]:
	return [row["title"] for row in scenarios(document) if not row["ok"]]


def replay(document: Any, limit: int) -> dict[str, Any]:
	"""Past cases through the route as drawn: every case whose path or people would change."""
	rows = frappe.get_all(
		store.CASE,
		filters={"reference_doctype": document.document_type},
		fields=["name", "reference_name", "route", "version", "submitter"],
		order_by="creation desc",
		limit_page_length=limit,
	)
	different = []
	for row in rows:
		before, after = _paths(document, row)
		if before != after:
			different.append({"name": row.reference_name, "before": before, "after": after})
	return {"checked": len(rows), "different": different}


def move_preview(document: Any) -> list[dict[str, Any]]:
	"""Running cases on older versions, whether they can move and what would change."""
	rows = frappe.get_all(
		store.CASE,
		filters={"route": document.name, "status": ["in", store.LIVE], "version": ["<", document.version]},
		fields=["name", "reference_name", "version", "step"],
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
			refused.append({"case": name, "reason": _("This case cannot be moved.")})
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


def _run_scenario(document: Any, row: Any) -> dict[str, Any]:
	found = trial(document, row.reference_name, frappe.parse_json(row.sample or "{}"))
	steps = [step["step"] for step in found]
	expected = routes.lines(row.expected_steps)
	wrong = [line for line in routes.lines(row.expected_people) if not _people_fit(line, found)]
	return {
		"title": row.title,
		"ok": steps == expected and not wrong,
		"expected": expected + wrong,
		"found": steps,
	}


def _people_fit(line: str, found: list[dict[str, Any]]) -> bool:
	step, _colon, names = line.partition(":")
	wanted = {name.strip() for name in names.split(",") if name.strip()}
	row = next((row for row in found if row["step"] == step.strip()), None)
	return row is not None and {user["user"] for user in row["users"]} == wanted


def _paths(document: Any, row: Any) -> tuple[list[str], list[str]]:
	doc = frappe.get_doc(document.document_type, row.reference_name)
	old, new = routes.load(row.route, row.version), routes.draft(document)
	doc.set(old.state_field, old.workflow.states[0].state)
	return tuple(
		[_brief(step) for step in forecast.of_document(route, doc, row.submitter)] for route in (old, new)
	)


def _brief(step: dict[str, Any]) -> str:
	return (
		f"{step['step']}: {', '.join(user['user'] for user in step['users'])} {step['due_on'] or ''}".strip()
	)


def _move_row(document: Any, row: Any) -> dict[str, Any]:
	old, new = (routes.load(document.name, version) for version in (row.version, document.version))
	before, after = old.step(row.step), new.step(row.step)
	possible = after is not None and before is not None and after.state == before.state
	changes = []
	if possible:
		fields = frappe.get_meta("CSO Approval Step").fields
		changes = [
			f"{_(df.label)}：{before.get(df.fieldname) or '—'} → {after.get(df.fieldname) or '—'}"
			for df in fields
			if df.label and (before.get(df.fieldname) or "") != (after.get(df.fieldname) or "")
		]
	keys_before, keys_after = ({step.step_key for step in route.steps} for route in (old, new))
	changes += [_("new step: {0}").format(key) for key in sorted(keys_after - keys_before)]
	changes += [_("step no longer there: {0}").format(key) for key in sorted(keys_before - keys_after)]
	return {
		"case": row.name,
		"name": row.reference_name,
		"version": row.version,
		"step": row.step,
		"possible": possible,
		"changes": changes,
	}


def _field(df: Any) -> dict[str, Any]:
	return {
		"fieldname": df.fieldname,
		"label": _(df.label or df.fieldname),
		"fieldtype": df.fieldtype,
		"options": df.options or "",
	}
