"""One click makes a report for every organization that is due, and says who is exempt and why."""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from ..process import years
from . import sources, states

REVIEW = "CSO Annual Review"
TIERS = {"All": ("Registered", "Filed"), "Registered": ("Registered",), "Filed": ("Filed",)}
AFTER_DEADLINE = "Founded after the Day"


def defaults(batch: Any) -> None:
	"""Days that the rules name, in the year after the one reviewed."""
	year = years.checked(batch.review_year, _("Year Reviewed")) + 1
	for field, month, day in (
		("open_from", 1, 1),
		("open_to", 3, 31),
		("supervisor_deadline", 5, 31),
		("conclusion_deadline", 6, 30),
	):
		if not batch.get(field):
			batch.set(field, date(year, month, day))
	batch.exempt_after = batch.exempt_after or date(year - 1, 6, 30)
	if getdate(batch.open_from) > getdate(batch.open_to):
		frappe.throw(_("{0} must not be before {1}.").format(_("Open To"), _("Open From")))


def candidates(batch: Any) -> list[Any]:
	"""Organizations of the batch's region and tiers that exist or existed in the year."""
	left, right = frappe.db.get_value("CSO Region", batch.region, ["lft", "rgt"])
	regions = frappe.get_all(
		"CSO Region", filters={"lft": [">=", left], "rgt": ["<=", right]}, pluck="name", order_by="name asc"
	)
	return frappe.get_all(
		"CSO Organization",
		filters={"region": ["in", regions], "tier": ["in", TIERS[batch.tier_scope]]},
		fields=["name", "org_name", "status", "founded_on", "status_changed_on"],
		order_by="name asc",
	)


def exemption(batch: Any, organization: Any) -> str | None:
	"""Why this one is not reviewed; nothing when it is."""
	if organization.status in ("Cancelled", "Revoked", "Upgraded"):
		return "Cancelled"
	if sources.was_founded_after(organization, batch.exempt_after):
		return AFTER_DEADLINE
	return "Suspended" if organization.status == "Suspended" else None


def generate(batch: Any) -> dict[str, int]:
	"""Make what is missing; may run again. Answers `{"made": …, "exempted": …, "known": …}`."""
	made = known = 0
	exempted = []
	for organization in candidates(batch):
		reason = exemption(batch, organization)
		if reason:
			exempted.append({"organization": organization.name, "reason": reason})
		elif frappe.db.exists(REVIEW, _key(batch, organization.name)):
			known += 1
		else:
			_make(batch, organization.name)
			made += 1
	batch.set("exemptions", exempted)
	batch.update({"status": "Open", "published_on": batch.published_on or today(), "exempted": len(exempted)})
	batch.generated = made + known
	batch.save()
	return {"made": made, "exempted": len(exempted), "known": known}


def _key(batch: Any, organization: str) -> dict[str, Any]:
	return {
		"organization": organization,
		"review_year": batch.review_year,
		"workflow_state": ["!=", states.WITHDRAWN],
	}


def _make(batch: Any, organization: str) -> None:
	review = frappe.get_doc(
		{
			"doctype": REVIEW,
			"organization": organization,
			"review_year": batch.review_year,
			"batch": batch.name,
		}
	)
	review.insert(ignore_permissions=True)
