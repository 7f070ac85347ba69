"""What the office knows of an organization's year: last report, decisions, activities, payments."""

from datetime import date
from typing import Any

import frappe
from frappe.utils import getdate

from ..registry.filing import states as filing
from ..service_purchase import states as purchase
from . import states

REVIEW = "CSO Annual Review"
PAYMENT = "CSO Payment Request"
SPECIAL_SERIES = {
	"Neighbourhood Help": "series_help",
	"Building and Sharing Together": "series_building",
	"Safe Community": "series_safety",
	"Culture": "series_culture",
}


def days_of(year: int) -> tuple[date, date]:
	return date(year, 1, 1), date(year, 12, 31)


def last_review(organization: str, year: int) -> Any:
	"""The report of the year before that was concluded."""
	concluded = {"organization": organization, "workflow_state": ["in", states.CONCLUDED]}
	return frappe.db.get_value(
		REVIEW, {**concluded, "review_year": year - 1}, ["name", "closing_balance"], as_dict=True
	)


def changes(organization: str, year: int) -> dict[str, Any]:
	"""Item to application of the changes that were approved in the year."""
	first, last = days_of(year)
	applications = frappe.get_all(
		"CSO Filing Application",
		filters={
			"organization": organization,
			"application_type": "Change",
			"workflow_state": ["in", filing.DECIDED],
			"decision_date": ["between", [first, last]],
		},
		fields=["name", "decision_date"],
		order_by="decision_date asc, name asc",
	)
	return {
		row.item: {"application": name, "changed_on": decided, **row}
		for name, decided in ((entry.name, entry.decision_date) for entry in applications)
		for row in frappe.get_all(
			"CSO Change Item",
			filters={"parent": name, "parenttype": "CSO Filing Application"},
			fields=["item", "old_value", "new_value"],
			order_by="idx asc",
		)
	}


def activities(organization: str, year: int) -> list[Any]:
	"""Published activities, also those led by others in which the organization took part."""
	first, last = days_of(year)
	led = frappe.get_all(
		"CSO Activity",
		filters={"organization": organization, "held_on": ["between", [first, last]]},
		pluck="name",
		order_by="name asc",
	)
	joined = frappe.get_all(
		"CSO Activity Organization",
		filters={"organization": organization, "parenttype": "CSO Activity"},
		pluck="parent",
		order_by="name asc",
	)
	return frappe.get_all(
		"CSO Activity",
		filters={
			"name": ["in", [*led, *joined] or [""]],
			"held_on": ["between", [first, last]],
			"workflow_state": "Published",
		},
		fields=["name", "campaign_series", "beneficiaries"],
		order_by="held_on asc, name asc",
	)


def special_persons(names: list[str]) -> int:
	rows = frappe.get_all(
		"CSO Activity Group",
		filters={"parent": ["in", names or [""]]},
		fields=["persons"],
		order_by="idx asc",
	)
	return sum(row.persons or 0 for row in rows)


def payments(organization: str, year: int) -> list[Any]:
	"""What was paid to the organization in the year, to itself or to its custody account."""
	first, last = days_of(year)
	filters = {"workflow_state": purchase.PAID, "paid_on": ["between", [first, last]]}
	return frappe.get_all(
		PAYMENT,
		filters={**filters, "recipient": organization},
		fields=["name", "contract", "amount", "deductions", "paid_on"],
		order_by="paid_on asc, name asc",
	)


def payments_are_known() -> bool:
	"""Is there a purchase module that pays?"""
	return bool(frappe.db.exists("DocType", PAYMENT))


def penalties(organization: str, year: int) -> list[Any]:
	first, last = days_of(year)
	return frappe.get_all(
		"CSO Penalty Record",
		filters={"organization": organization, "decided_on": ["between", [first, last]]},
		fields=["kind", "authority", "decided_on", "amount"],
		order_by="decided_on asc, name asc",
	)


def was_founded_after(organization: Any, day: Any) -> bool:
	return bool(organization.founded_on) and getdate(organization.founded_on) > getdate(day)
