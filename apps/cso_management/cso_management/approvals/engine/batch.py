"""Agreeing to many at once: one form type, rows with flags excluded, a result for each row."""

import json
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today
from frappe.utils.background_jobs import is_job_enqueued

from ..rules import model, opinions
from . import attempts, handlers, people, store

AT_ONCE = 20


def preview(tasks: list[str]) -> list[dict[str, Any]]:
	rows = [_row(name) for name in dict.fromkeys(tasks)]
	kinds = {row["doctype"] for row in rows if not row["excluded"]}
	if len(kinds) > 1:
		for row in rows:
			row["excluded"] = row["excluded"] or _(
				"Only one kind of document at a time. Choose one kind above the list, then select again."
			)
	return rows


def agree(tasks: list[str], opinion: str | None) -> dict[str, Any]:
	if len(tasks) <= AT_ONCE:
		return {"job": None, "rows": [_agree_one(row, opinion) for row in preview(tasks)]}
	job = frappe.generate_hash(length=16)
	_keep(job, _begun(tasks))
	frappe.enqueue(
		"cso_management.approvals.engine.batch.run",
		queue="long",
		enqueue_after_commit=True,
		job_id=_job_id(job),
		tasks=tasks,
		opinion=opinion,
		batch=job,
		user=frappe.session.user,
	)
	return {"job": job, "rows": []}


def run(tasks: list[str], opinion: str | None, batch: str, user: str) -> None:
	"""In the background, for the user who asked; tells its progress."""
	frappe.set_user(user)
	result = _begun(tasks)
	for row in preview(tasks):
		result["rows"].append(_agree_one(row, opinion))
		result["done"] += 1
		_keep(batch, result)
		frappe.db.commit()  # Each row stands by itself, and whoever waits sees how far it is.
	_keep(batch, {**result, "finished": True})


def result_of(batch: str) -> dict[str, Any]:
	is_alive = is_job_enqueued(_job_id(batch))  # asked first: a job that ends now has written its result
	found = frappe.db.get_value(
		"CSO Approval Batch", {"batch": batch, "owner": frappe.session.user}, "content"
	)
	result = json.loads(found) if found else {"done": 0, "total": 0, "finished": True, "rows": []}
	tasks = result.pop("tasks", [])
	return result if result["finished"] or is_alive else _stopped(result, tasks)


def _stopped(result: dict[str, Any], tasks: list[str]) -> dict[str, Any]:
	"""The worker was killed: what it did stands, and what it did not reach says so."""
	reached = {row["task"] for row in result["rows"]}
	why = _("Not reached: the work was interrupted. Please choose it again.")
	missed = [
		{**_about(row), "ok": False, "message": why} for row in preview(tasks) if row["task"] not in reached
	]
	return {**result, "rows": [*result["rows"], *missed], "finished": True}


def _begun(tasks: list[str]) -> dict[str, Any]:
	return {"done": 0, "total": len(tasks), "finished": False, "rows": [], "tasks": tasks}


def _job_id(batch: str) -> str:
	return f"cso_approval_batch||{batch}"


def _keep(batch: str, result: dict[str, Any]) -> None:
	content = json.dumps(result, ensure_ascii=False)
	known = frappe.db.exists("CSO Approval Batch", {"batch": batch})
	if known:
		frappe.db.set_value("CSO Approval Batch", known, "content", content)
		return
	values = {"doctype": "CSO Approval Batch", "batch": batch, "content": content}
	frappe.get_doc(values).insert(ignore_permissions=True)


def _about(row: dict[str, Any]) -> dict[str, Any]:
	return {key: row[key] for key in ("task", "doctype", "name", "title")}


def _agree_one(row: dict[str, Any], opinion: str | None) -> dict[str, Any]:
	about = _about(row)
	if row["excluded"]:
		return {**about, "ok": False, "message": row["excluded"]}
	error = attempts.run(_carry_out, row, opinion)
	if error is not None:
		return {**about, "ok": False, "message": error}
	return {**about, "ok": True, "message": _("Done"), **_taking_back(row)}


def _taking_back(row: dict[str, Any]) -> dict[str, Any]:
	"""Whether the decision can be taken back now; if not, why. The act itself judges again."""
	name = store.latest(row["doctype"], row["name"])
	case = store.Record(frappe.get_doc(store.CASE, name)).case
	if case.status in model.CLOSED:
		why = _("The case is closed: a decision is not taken back but changed, revoked or appealed.")
		return {"take_back": False, "stays_because": why}
	if case.status == model.RUNNING and case.undo.get("user") == frappe.session.user:
		return {"take_back": True, "stays_because": None}
	return {"take_back": False, "stays_because": _("The case has gone on since.")}


def _carry_out(row: dict[str, Any], opinion: str | None) -> None:
	"""The document may note first what agreeing to many means for it (`before_batch_agree`)."""
	doc = frappe.get_doc(row["doctype"], row["name"], for_update=True)
	if hasattr(type(doc), "before_batch_agree"):
		doc.before_batch_agree()
	handlers.perform(row["doctype"], row["name"], "agree", task=row["task"], opinion=opinion)


def _row(task: str) -> dict[str, Any]:
	fields = [
		"reference_doctype",
		"reference_name",
		"title",
		"status",
		"flagged",
		"kind",
		"approval_case",
		"step",
		"due_on",
		"holder",
	]
	found = frappe.db.get_value(store.TASK, task, fields, as_dict=True)
	if not found or not _is_mine(task, found):
		return {
			"task": task,
			"doctype": None,
			"name": None,
			"title": None,
			"excluded": _("This task is not yours."),
		}
	return {
		"task": task,
		"doctype": found.reference_doctype,
		"name": found.reference_name,
		"title": found.title,
		"excluded": _excluded(found),
		"needs_opinion": _needs_opinion(found),
	}


def _is_mine(task: str, row: Any) -> bool:
	"""Mine, of my pool, or of somebody for whom I stand in; nothing is told of other tasks."""
	users = [frappe.session.user, *people.principals_anywhere(frappe.session.user)]
	if row.holder:
		return row.holder in users
	return bool(frappe.db.exists("CSO Approval Task Member", {"parent": task, "user": ["in", users]}))


def _excluded(row: Any) -> str | None:
	if row.status != "Open" or row.kind != "Decide":
		return _("This task is no longer open. Reload the page.")
	if row.flagged:
		return _("This case carries a flag; look at it by itself.")
	if (_step(row).signature or "none") != "none":
		return _("This step asks for your signature.")
	return _excluded_by_its_process(row)


def _excluded_by_its_process(row: Any) -> str | None:
	"""A document that has a say of its own gives the reason (`batch_exclusion`)."""
	doc = frappe.get_doc(row.reference_doctype, row.reference_name)
	return doc.batch_exclusion() if hasattr(type(doc), "batch_exclusion") else None


def _needs_opinion(row: Any) -> bool:
	"""Agreeing at this step wants an opinion, so the one for all may not stay empty."""
	if row.status != "Open":
		return False
	overdue = bool(row.due_on) and getdate(today()) > getdate(row.due_on)
	return opinions.needs_opinion(_step(row).opinion_rule or "negative", "agree", overdue=overdue)


def _step(row: Any) -> Any:
	record = store.Record(frappe.get_doc(store.CASE, row.approval_case))
	return record.route.step(row.step)
