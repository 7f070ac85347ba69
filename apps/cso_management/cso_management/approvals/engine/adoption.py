"""Documents that were on their way before their route was published: they get a case where they stand."""

from typing import Any

import frappe

from . import attempts, automatic, routes, store
from .effects import ADOPT
from .finishing import finish
from .turn import Turn

AT_ONCE = 200


def of_document(doc: Any) -> store.Record | None:
	"""Open a case for a document that stands at a step without one; nothing when no step is for it."""
	route = routes.published_for(doc)
	state = doc.get(route.state_field) if route else None
	if route is None or route.first_in(state, doc) is None:
		return None
	record = store.create(doc, route, doc.get("submitted_by") or doc.owner)
	turn = Turn(record, doc, "adopt", frappe.session.user, rule="adopted")
	turn.effect, turn.from_state = ADOPT, str(state)
	finish(turn, doc)
	automatic.follow(record)
	return record


def of_route(document: Any) -> dict[str, Any]:
	"""At publishing: those who stand at a step now; many of them in the background."""
	names = waiting(document.name)
	if len(names) > AT_ONCE:
		frappe.enqueue(
			"cso_management.approvals.engine.adoption.run",
			queue="long",
			enqueue_after_commit=True,
			route=document.name,
		)
		return {"adopted": 0, "adopted_later": len(names), "left": []}
	return {**_adopt(document.document_type, names), "adopted_later": 0}


def run(route: str | None = None) -> None:
	"""Every published route, or one: what stands without a case (imported, or nobody was found then)."""
	filters = {"status": "Published", **({"name": route} if route else {})}
	for row in frappe.get_all(
		routes.ROUTE, filters=filters, fields=["name", "document_type"], order_by="name asc"
	):
		_adopt(row.document_type, waiting(row.name))


def waiting(route_name: str) -> list[str]:
	"""Documents at a step of the route that have no live case."""
	version = frappe.db.get_value(routes.ROUTE, route_name, "version")
	route = routes.load(route_name, version)
	states = sorted({step.state for step in route.steps})
	found = frappe.get_all(
		route.doctype, filters={route.state_field: ["in", states]}, pluck="name", order_by="creation asc"
	)
	if not found:
		return []
	known = frappe.get_all(
		store.CASE,
		filters={"reference_doctype": route.doctype, "status": ["in", store.LIVE]},
		pluck="reference_name",
		order_by="name asc",
	)
	return sorted(set(found) - set(known))


def _adopt(doctype: str, names: list[str]) -> dict[str, Any]:
	"""Each stands or falls by itself; who is left is told with the reason."""
	adopted, left = 0, []
	for name in names:
		doc = frappe.get_doc(doctype, name)
		error = attempts.run(of_document, doc)
		has_case = store.latest(doctype, name, only_live=True)
		adopted += int(bool(has_case))
		if error:
			left.append({"name": name, "reason": error})
	return {"adopted": adopted, "left": left}
