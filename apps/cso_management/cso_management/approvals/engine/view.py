"""What the page of one case shows."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from .. import calendar
from ..rules import acts, clock, model, opinions
from . import candidates, decision, fields, forecast, handlers, hiding, moving, notices, people, store, words
from .form import field_text
from .turn import Turn

TASK_FIELDS = [
	"name",
	"number",
	"step",
	"step_label",
	"round",
	"holder",
	"is_pool",
	"status",
	"kind",
	"position",
	"added_by",
	"acted_by",
	"on_behalf_of",
	"opinion",
	"signature",
	"note",
	"opened_at",
	"done_at",
	"due_on",
	"urged",
]


def case_of(doctype: str, name: str, *, lock: bool = False) -> store.Record | None:
	found = store.latest(doctype, name)
	return store.Record(frappe.get_doc(store.CASE, found, for_update=lock)) if found else None


def check_readable(doc: Any, record: store.Record | None) -> None:
	"""Whoever reads the document, or takes part in its approval."""
	if record and handlers.takes_part(record, frappe.session.user):
		return
	if record and people.principals(frappe.session.user, doc, record.route):
		return
	doc.check_permission("read")


def of(doc: Any, record: store.Record) -> dict[str, Any]:
	turn = Turn(record, doc, "view", frappe.session.user)
	mine = turn.my_tasks()
	opened = fields.open_to(doc, record)
	return {
		"case": head(record),
		"task": _task(record, mine, opened),
		"editable_fields": opened,
		"hidden_fields": sorted(hiding.of_document(doc.doctype, doc.name)),
		"acts": acts_of(record, doc, turn, mine),
		"timeline": timeline(record, doc),
		"copies": copies(record),
	}


def head(record: store.Record) -> dict[str, Any]:
	row, memory = record.row, record.memory
	office, applicant = ledger(record)
	paused = record.case.status != model.RUNNING
	return {
		"name": row.name,
		"status": record.case.status,
		"route": record.route.name,
		"version": record.route.version,
		"round": record.case.round,
		"step": record.case.step,
		"step_label": _(record.step.label) if record.step else "",
		"submitter": record.case.submitter,
		"submitter_name": people.full_name(record.case.submitter),
		"due_on": str(row.due_on) if row.due_on else None,
		"light": None if paused else light(row.due_on),
		"office_days": office,
		"applicant_days": applicant,
		"flagged_once": memory.get("flagged") or [],
	}


def ledger(record: store.Record) -> tuple[int, int]:
	"""Days at the office and days at the applicant; together the elapsed days."""
	row, memory = record.row, record.memory
	end = getdate(row.closed_at) if row.closed_at else getdate(today())
	pauses = [(_after(first), getdate(last)) for first, last in memory.get("pauses", [])]
	if memory.get("paused_since"):
		pauses.append((_after(memory["paused_since"]), end))
	return clock.ledger(getdate(row.started_at), end, pauses)


def light(due_on: Any) -> str | None:
	return clock.light(calendar.load(), getdate(today()), getdate(due_on) if due_on else None)


def timeline(record: store.Record, doc: Any) -> list[dict[str, Any]]:
	"""Steps done, the present one, and those predicted."""
	rows = frappe.get_all(
		store.TASK, filters={"approval_case": record.row.name}, fields=TASK_FIELDS, order_by="number asc"
	)
	nodes: dict[tuple[int, str], dict[str, Any]] = {}
	for row in rows:
		node = nodes.setdefault((row.round, row.step), _node(record, row))
		node["tasks"].append(_shown(row))
	for node in nodes.values():
		if node["state"] == "done" and all(task["status"] == model.CANCELLED for task in node["tasks"]):
			node["state"] = "cancelled"
		ends = [task["done_at"] for task in node["tasks"] if task["done_at"]]
		node["ended_at"] = max(ends) if ends and node["state"] == "done" else None
	current = record.case.step if record.case.status == model.RUNNING else ""
	coming = [row for row in forecast.of_record(record, doc) if row["step"] != current]
	return [*nodes.values(), *(_predicted(row) for row in coming)]


def copies(record: store.Record) -> list[dict[str, Any]]:
	rows = frappe.get_all(
		notices.COPY, filters={"approval_case": record.row.name}, fields=["user", "at"], order_by="at asc"
	)
	return [{"user": row.user, "full_name": people.full_name(row.user), "at": str(row.at)} for row in rows]


def acts_of(
	record: store.Record, doc: Any, turn: Turn, mine: list[tuple[model.Task, str]]
) -> list[dict[str, Any]]:
	if people.holds_no_right(turn.user) or record.step is None:
		return []
	step = record.route.machine_step(record.case.step)
	names = acts.possible(
		record.case, step, turn.user, record.route.deciding(), [task for task, _who in mine]
	)
	if "return" in names and handlers.needs_role_above(record) and not handlers._holds_second_return(turn):
		names.remove("return")
	elif "return" not in names and record.case.status == model.RUNNING and handlers.needs_role_above(record):
		names += ["return"] if handlers._holds_second_return(turn) else []
	if "refuse" in names and not record.step.refuse_action:
		names.remove("refuse")
	if "resubmit" not in names and fields.may_resubmit(doc, record):
		names.append("resubmit")
	if "withdraw" in names and not _has_withdrawal(record, doc):
		names.remove("withdraw")
	if record.case.status == model.RUNNING and turn.user in _above(record, doc):
		names.append("terminate")
	return [_act(record, name, turn, mine) for name in names]


def differences(record: store.Record | None, doc: Any, before: dict[str, str]) -> list[dict[str, str]]:
	found = []
	hidden = hiding.of_document(doc.doctype, doc.name)
	for df in doc.meta.fields:
		if df.fieldname not in before or df.fieldname in hidden:
			continue
		now = field_text(doc, df.fieldname)
		if now != before[df.fieldname] and not df.permlevel:
			label = _(df.label or df.fieldname)
			found.append(
				{"fieldname": df.fieldname, "label": label, "before": before[df.fieldname], "after": now}
			)
	return found


def since_approval(doc: Any) -> list[dict[str, str]]:
	"""Against the last approved document that this one follows, where documents follow each other."""
	follows = doc.get("organization") and doc.meta.has_field("decision_date")
	earlier = follows and frappe.get_all(
		doc.doctype,
		filters={"organization": doc.organization, "decision": "Approved", "name": ["!=", doc.name]},
		pluck="name",
		order_by="decision_date desc, creation desc",
		limit_page_length=1,
	)
	if not earlier:
		return []
	old = frappe.get_doc(doc.doctype, earlier[0])
	fields = [df.fieldname for df in doc.meta.fields if not df.read_only]
	return differences(None, doc, {field: field_text(old, field) for field in fields})


def _has_withdrawal(record: store.Record, doc: Any) -> bool:
	"""A workflow that names the states in which one may withdraw is followed."""
	action = record.route.get("withdraw_action")
	return not action or bool(moving.transitions(record.route, doc, [action]))


def _above(record: store.Record, doc: Any) -> list[str]:
	role = record.step.escalate_role
	return people.of_role(role, record.route.region_of(doc)) if role else []


def _act(record: store.Record, name: str, turn: Turn, mine: list[tuple[model.Task, str]]) -> dict[str, Any]:
	rule = record.step.opinion_rule or "negative"
	overdue = light(record.row.due_on) == clock.RED
	row: dict[str, Any] = {
		"act": name,
		"label": words.label(name),
		"opinion": opinions.needs_opinion(rule, name, overdue=overdue)
		or name in ("answer", "clarify", "comment"),
		"corrections": name == "return",
		"people": PEOPLE.get(name, "none"),
		"blocked": _blocked(record, name, turn, mine),
	}
	if name == "agree" and _asks_for_people(record, turn.doc):
		row["people"] = "many"
	if name == "return":
		row["targets"] = [{"step": "", "label": _("The applicant")}] + [
			{"step": key, "label": _(record.route.step(key).label)} for key in reversed(record.case.passed)
		]
	if name == "add_signer":
		row["positions"] = [model.BEFORE, model.AFTER, model.BESIDE]
	return row


def _asks_for_people(record: store.Record, doc: Any) -> bool:
	"""Does whoever agrees name the people of the next step?"""
	after = moving.following(record.route, record.step, doc)
	return after is not None and candidates.to_choose(record.route, after, doc, "agree") is not None


def _blocked(record: store.Record, name: str, turn: Turn, mine: list[tuple[model.Task, str]]) -> str | None:
	if name not in ("agree", "refuse") or not mine or not record.step.deciding:
		return None
	barred = {record.case.submitter, *decision.examiners(turn, record.case.step)}
	if {turn.user, mine[0][1]} & barred:
		return _("You submitted or examined this application, so a colleague must decide it.")
	return None


def _task(
	record: store.Record, mine: list[tuple[model.Task, str]], opened: list[str]
) -> dict[str, Any] | None:
	if not mine:
		return None
	task, principal = mine[0]
	step = record.route.step(task.step)
	note = frappe.db.get_value(store.TASK, record.task_name(task.number), "note")
	return {
		"name": record.task_name(task.number),
		"step": task.step,
		"kind": task.kind,
		"on_behalf_of": principal if principal != frappe.session.user else None,
		"opinion_rule": step.opinion_rule or "negative",
		"signature": step.signature or "none",
		"editable_fields": opened,
		"hidden_fields": sorted(hiding.of_document(record.row.reference_doctype, record.row.reference_name)),
		"note": note or "",
	}


def _node(record: store.Record, row: Any) -> dict[str, Any]:
	is_current = (
		record.case.status == model.RUNNING
		and row.step == record.case.step
		and row.round == record.case.round
	)
	step = record.route.step(row.step)
	return {
		"round": row.round,
		"step": row.step,
		"label": _(row.step_label),
		"state": "current" if is_current else "done",
		"mode": (step.mode if step else "any") or "any",
		"started_at": str(row.opened_at),
		"ended_at": None,
		"due_on": str(row.due_on) if row.due_on else None,
		"tasks": [],
	}


def _shown(row: Any) -> dict[str, Any]:
	user = row.acted_by or row.holder
	texts = {field: str(row[field]) if row[field] else None for field in ("opened_at", "done_at", "due_on")}
	return {**row, **texts, "user": user, "full_name": people.full_name(user)}


def _predicted(row: dict[str, Any]) -> dict[str, Any]:
	tasks = [
		{"name": None, "user": who["user"], "full_name": who["full_name"], "status": "Predicted"}
		for who in row["users"]
	]
	empty = {"round": None, "state": "next", "started_at": None, "ended_at": None}
	kept = {key: row[key] for key in ("step", "label", "mode", "due_on", "because", "problem")}
	return {**empty, **kept, "tasks": tasks}


def _after(day: Any) -> Any:
	"""The clock of the office stops on the day after the return."""
	found = getdate(day)
	return found.fromordinal(found.toordinal() + 1)


PEOPLE = {
	"transfer": "one",
	"delegate": "one",
	"clarify": "one",
	"remove_signer": "one",
	"add_signer": "many",
	"copy": "many",
}
