"""Checking a route, freezing a version of it, and taking it out of use."""

import json
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from . import adoption, checking, hiding, routes, scenarios, store, versions, wording


def publish(document: Any, note: str = "") -> dict[str, Any]:
	"""Freeze the present content as the next version; what stands at a step without a case gets one.

	Raises ValidationError while a fault or a failing scenario stands, or a rival is in force.
	"""
	_check(document)
	version = cint(document.version) + 1
	frappe.get_doc(
		{
			"doctype": routes.VERSION,
			"route": document.name,
			"version": version,
			"content": json.dumps(routes.content_of(document), ensure_ascii=False, default=str),
			"note": note.strip(),
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


def preview(document: Any) -> dict[str, Any]:
	"""What the next version would change, what stands in its way, and how many cases run on older ones."""
	version = cint(document.version)
	return {
		"version": version + 1,
		"changes": versions.differences(document, version, versions.DRAWN) if version else [],
		"problems": checking.problems(document),
		"scenarios": scenarios.run(document),
		"rival": rival(document),
		"running": frappe.db.count(store.CASE, {"route": document.name, "status": ["in", store.LIVE]}),
	}


def rival(document: Any) -> str | None:
	"""A route in force that is for exactly the same documents."""
	scope = ("region", "condition", "min_amount", "max_amount", "category")
	rows = frappe.get_all(
		routes.ROUTE,
		filters={
			"document_type": document.document_type,
			"status": "Published",
			"name": ["!=", document.name or ""],
		},
		fields=["title", *scope],
		order_by="name asc",
	)
	mine = [document.get(key) or None for key in scope]
	return next((row.title for row in rows if [row[key] or None for key in scope] == mine), None)


def _check(document: Any) -> None:
	found = checking.problems(document)
	if found:
		labels = {row.step_key: wording.step_name(row) for row in document.steps}
		texts = [f"{labels.get(row['step']) or document.title}: {row['message']}" for row in found]
		frappe.throw("<br>".join(texts), title=_("The Route Has Faults"))
	failing = scenarios.failing(document)
	if failing:
		frappe.throw(_("These scenarios do not hold: {0}").format("、".join(failing)))
	other = rival(document)
	if other:
		text = _("“{0}” is in force for exactly the same documents. Take it out of force or limit one.")
		frappe.throw(text.format(other))
