"""Past cases through a route as drawn: every case whose path, people or due dates would change."""

from typing import Any

import frappe
from frappe import _

from . import forecast, jobs, routes, store, wording
from .designer import document_of

AT_ONCE = 20
MOST = 5000
Answer = dict[str, Any]


def replay(document: Any, limit: int, since: str | None = None) -> Answer:
	"""At once; for few cases."""
	rows = _cases(document, limit, since)
	found = [_compare(document, row) for row in rows]
	return _result(found, len(rows), finished=True)


def start(route: Any, limit: int, since: str | None) -> Answer:
	"""More than a few run in the background: the answer names the job."""
	document = document_of(route)
	total = len(_cases(document, limit, since))
	if total <= AT_ONCE:
		return {"job": None, **replay(document, limit, since)}
	values = document.as_dict(convert_dates_to_str=True)
	job = jobs.begin(
		"cso_management.approvals.engine.replaying.run",
		total,
		route=frappe.as_json(values),
		limit=limit,
		since=since,
		lang=frappe.local.lang,
	)
	return {"job": job, "total": total}


def run(route: str, limit: int, since: str | None, lang: str, job: str, user: str) -> None:
	"""In the background, with the eyes of whoever asked."""
	frappe.set_user(user)
	frappe.local.lang = lang
	document = document_of(route)
	rows, found = _cases(document, limit, since), []
	for row in rows:
		found.append(_compare(document, row))
		if len(found) % jobs.EVERY == 0:
			jobs.tell(job, _result(found, len(rows), finished=False))
	jobs.tell(job, _result(found, len(rows), finished=True))


def _result(found: list[Answer | None], total: int, *, finished: bool) -> Answer:
	compared = [row for row in found if row is not None]
	return {
		"done": len(found),
		"total": total,
		"finished": finished,
		"checked": len(compared),
		"outside": len(found) - len(compared),
		"different": [row for row in compared if row["what"]],
	}


def _cases(document: Any, limit: int, since: str | None) -> list[Any]:
	filters: dict[str, Any] = {"reference_doctype": document.document_type}
	if since:
		filters["started_at"] = [">=", since]
	return frappe.get_all(
		store.CASE,
		filters=filters,
		fields=["name", "reference_name", "title", "route", "version", "submitter"],
		order_by="creation desc",
		limit_page_length=min(max(limit, 1), MOST),
	)


def _compare(document: Any, row: Any) -> Answer | None:
	"""Nothing for a document that is gone, or that this route is not for."""
	if not frappe.db.exists(document.document_type, row.reference_name):
		return None
	doc = frappe.get_doc(document.document_type, row.reference_name)
	old, new = routes.load(row.route, row.version), routes.draft(document)
	if not routes.applies(new, doc):
		return None
	doc.set(old.state_field, old.workflow.states[0].state)
	before, after = (forecast.of_document(route, doc, row.submitter) for route in (old, new))
	return {
		"name": row.reference_name,
		"title": row.title,
		"what": _what(before, after),
		"before": [brief(step) for step in before],
		"after": [brief(step) for step in after],
	}


def _what(before: list[Answer], after: list[Answer]) -> list[str]:
	if [row["step"] for row in before] != [row["step"] for row in after]:
		return ["path"]
	pairs = list(zip(before, after, strict=True))
	has_people = any(_users(one) != _users(other) for one, other in pairs)
	has_dates = any(one["due_on"] != other["due_on"] for one, other in pairs)
	return [kind for kind, is_so in (("people", has_people), ("due", has_dates)) if is_so]


def _users(step: Answer) -> set[str]:
	return {user["user"] for user in step["users"]}


def brief(step: Answer) -> str:
	"""One step in a line: its name, its people, its due date."""
	users = wording.listed(user["full_name"] for user in step["users"]) or _("nobody")
	due = f" · {step['due_on']}" if step["due_on"] else ""
	return f"{step['label']}{wording.colon()}{users}{due}"
