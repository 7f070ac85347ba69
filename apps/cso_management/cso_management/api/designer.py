"""The route designer of the administrator: described in docs/approvals.md."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ..approvals.engine import designer, jobs, publishing, replaying, routes, versions
from ..permissions import roles

MANAGERS = (roles.ADMINISTRATOR, "System Manager")


@frappe.whitelist(methods=["GET"])
def routable() -> list[dict[str, Any]]:
	"""Document types that can have a route."""
	frappe.only_for(MANAGERS)
	return [{"value": name, "label": _(name)} for name in designer.routable()]


@frappe.whitelist(methods=["POST"])
def people_of_step(route: str | dict, step: str, region: str | None = None) -> dict[str, Any]:
	"""Who would stand at a step of the drawing today, for a region."""
	frappe.only_for(MANAGERS)
	return designer.people_of_step(designer.document_of(route), step, region)


@frappe.whitelist(methods=["GET"])
def history(route: str) -> list[dict[str, Any]]:
	frappe.only_for(MANAGERS)
	return versions.history(route)


@frappe.whitelist(methods=["GET"])
def differences(route: str, before: int, after: int = 0) -> list[dict[str, Any]]:
	"""Between two versions; 0 is the route as it is stored."""
	frappe.only_for(MANAGERS)
	return versions.differences(frappe.get_doc(routes.ROUTE, route), cint(before), cint(after))


@frappe.whitelist(methods=["GET"])
def publish_preview(route: str) -> dict[str, Any]:
	"""What publishing would change, and what stands in its way."""
	frappe.only_for(MANAGERS)
	return publishing.preview(frappe.get_doc(routes.ROUTE, route))


@frappe.whitelist(methods=["POST"])
def start_replay(route: str | dict, limit: int = 100, since: str | None = None) -> dict[str, Any]:
	"""Past cases through the drawing: the result, or the number of the job that makes it."""
	frappe.only_for(MANAGERS)
	return replaying.start(route, cint(limit), since)


@frappe.whitelist(methods=["GET"])
def replay_result(job: str) -> dict[str, Any]:
	frappe.only_for(MANAGERS)
	return jobs.result_of(job)
