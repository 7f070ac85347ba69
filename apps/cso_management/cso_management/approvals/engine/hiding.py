"""Fields that a step hides from its people, at every door that shows a document.

Forms and prints are emptied before they are drawn, answers of the REST calls before they leave; lists leave
the document out, for a list can be sorted by a field that it does not show. A field stays hidden after
the decision; the submitter and the owner see what they wrote.
"""

import json
from typing import Any

import frappe

from ..rules import openness
from . import people
from .routes import ROUTE, lines
from .store import TASK

Hidden = dict[str, dict[str, set[str]]]


def doctypes() -> list[str]:
	"""DocTypes of which some route ever hid a field; asked for once in a request."""
	if frappe.flags.approval_hiding is None:
		frappe.flags.approval_hiding = frappe.get_all(
			ROUTE, filters={"hides_fields": 1}, pluck="document_type", order_by="name asc", distinct=True
		)
	return list(frappe.flags.approval_hiding)


def forget() -> None:
	"""After a route was published, or a task written."""
	frappe.flags.approval_hiding = None
	frappe.flags.approval_hidden = None


def of_user() -> Hidden:
	"""DocType, name and fields that the user of this request does not see."""
	user = frappe.session.user
	if user in ("Administrator", "Guest") or not doctypes():
		return {}
	known = frappe.flags.approval_hidden or {}
	if user not in known:
		known[user] = _read(user)
		frappe.flags.approval_hidden = known
	return dict(known[user])


def of_document(doctype: str, name: Any) -> set[str]:
	return of_user().get(doctype, {}).get(str(name), set())


def onload(doc: Any, method: str | None = None) -> None:
	"""The form shows what the step shows (`doc_events`)."""
	empty(doc)


def before_print(doc: Any, method: str | None = None, settings: Any = None) -> None:
	"""So does the paper (`doc_events`)."""
	empty(doc)


def empty(doc: Any) -> None:
	for field in of_document(doc.doctype, doc.name) if doctypes() else ():
		df = doc.meta.get_field(field)
		if df:
			doc.set(field, [] if df.fieldtype in ("Table", "Table MultiSelect") else None)


def query(user: str | None = None, doctype: str | None = None) -> str:
	"""Lists, reports and counts leave such documents out (`permission_query_conditions`)."""
	if not doctype or doctype not in doctypes() or (user and user != frappe.session.user):
		return ""
	names = sorted(of_user().get(doctype, {}))
	if not names:
		return ""
	return f"`tab{doctype}`.`name` not in ({', '.join(frappe.db.escape(name) for name in names)})"


def after_request(response: Any = None, request: Any = None) -> None:
	"""Answers of the REST calls, whichever of them was asked (`after_request`)."""
	if response is None or not of_user():
		return
	if "json" not in (response.headers.get("Content-Type") or ""):
		return
	content = json.loads(response.get_data() or b"null")
	if _strip(content, of_user()):
		response.set_data(json.dumps(content, ensure_ascii=False, default=str).encode())


def _strip(value: Any, hidden: Hidden) -> bool:
	"""Take the fields out of every document in an answer; gives whether there was one."""
	if isinstance(value, list):
		return any([_strip(item, hidden) for item in value])
	if not isinstance(value, dict):
		return False
	fields = hidden.get(str(value.get("doctype")), {}).get(str(value.get("name")), set())
	gone = (fields | {"versions"} if fields else fields) & set(value)
	for field in gone:
		del value[field]
	return any([_strip(item, hidden) for item in value.values()]) or bool(gone)


def _read(user: str) -> Hidden:
	"""From the tasks of the user and of those for whom he stands in."""
	users = [user, *people.principals_anywhere(user)]
	found: dict[tuple[str, str], list[Any]] = {}
	for row in _tasks(users):
		found.setdefault((row.reference_doctype, row.reference_name), []).append(row)
	hidden: Hidden = {}
	for (doctype, name), rows in found.items():
		open_steps = [lines(row.hidden_fields) for row in rows if row.status == "Open"]
		fields = openness.hidden_fields(open_steps, [lines(row.hidden_fields) for row in rows])
		if fields and not _is_his_own(doctype, name, user, rows):
			hidden.setdefault(doctype, {})[name] = fields
	return hidden


def _tasks(users: list[str]) -> list[Any]:
	"""Every task of theirs on a document of which they were hidden something."""
	fields = ["reference_doctype", "reference_name", "submitter", "status", "hidden_fields", "name"]
	members = frappe.get_all(
		"CSO Approval Task Member", filters={"user": ["in", users]}, pluck="parent", order_by="parent asc"
	)
	rows: dict[str, Any] = {}
	doors = {"holder": users, "acted_by": users, "name": members or [""]}
	for field, values in doors.items():
		narrowed = {field: ["in", values], "reference_doctype": ["in", doctypes()]}
		for row in frappe.get_all(TASK, filters=narrowed, fields=fields, order_by="name asc"):
			rows[row.name] = row
	return list(rows.values())


def _is_his_own(doctype: str, name: str, user: str, rows: list[Any]) -> bool:
	return rows[0].submitter == user or frappe.db.get_value(doctype, name, "owner") == user
