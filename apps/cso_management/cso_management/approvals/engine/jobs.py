"""Long work of the administrator: kept with its progress where the page can ask for it."""

import json
from typing import Any

import frappe

STORE = "CSO Approval Batch"
EVERY = 10


def begin(method: str, total: int, **arguments: Any) -> str:
	"""Queue the work; gives the number under which its progress is found."""
	job = str(frappe.generate_hash(length=16))
	content = {"done": 0, "total": total, "finished": False, "rows": []}
	values = {"doctype": STORE, "batch": job, "content": json.dumps(content)}
	frappe.get_doc(values).insert(ignore_permissions=True)
	frappe.enqueue(
		method, queue="long", enqueue_after_commit=True, job=job, user=frappe.session.user, **arguments
	)
	return job


def tell(job: str, content: dict[str, Any]) -> None:
	"""Visible at once: a background job is one transaction otherwise."""
	name = frappe.db.get_value(STORE, {"batch": job}, "name")
	frappe.db.set_value(STORE, name, "content", json.dumps(content, ensure_ascii=False, default=str))
	frappe.db.commit()


def result_of(job: str) -> dict[str, Any]:
	"""Only for whoever asked for it."""
	found = frappe.db.get_value(STORE, {"batch": job, "owner": frappe.session.user}, "content")
	return dict(json.loads(found)) if found else {"done": 0, "total": 0, "finished": True, "rows": []}
