"""Steps of a case on a line: done, present, predicted; and who got a copy."""

from typing import Any

import frappe
from frappe import _

from ..rules import model
from . import forecast, notices, people, store

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
