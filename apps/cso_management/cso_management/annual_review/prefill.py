"""A report starts with what is known: ledger, last year, decisions, activities, payments."""

from typing import Any

import frappe

from ..process import money
from . import sources

FROM_LEDGER = (
	"org_name",
	"tier",
	"org_form",
	"credit_code",
	"filing_no",
	"members_count",
	"staff_full",
	"staff_part",
	"volunteers_count",
	"party_form",
	"party_in_charter",
)
TEMPLATES = {
	("Registered", "Social Group"): "Registered Group",
	("Registered", "Service Organization"): "Registered Service",
}
SHORT = "Filed Short Form"
# Categories (two digits) whose registered service bodies hand in an audit.
AUDITED_WORDS = ("文化教育", "医疗保健", "托幼")


def fill(doc: Any) -> None:
	"""A new report: copy the ledger and everything that the year left behind."""
	organization = frappe.get_doc("CSO Organization", doc.organization)
	for field in FROM_LEDGER:
		doc.set(field, organization.get(field))
	doc.party_members = organization.party_members_count
	doc.region = organization.region
	doc.form_template = TEMPLATES.get((organization.tier, organization.org_form), SHORT)
	doc.needs_village_review = int(organization.tier != "Registered" and bool(organization.village))
	doc.abnormal_listed = int(organization.credit_state == "Abnormal")
	doc.audit_required = int(_needs_audit(organization))
	_opening(doc)
	_changes(doc)
	_penalties(doc)
	refresh(doc)


def refresh(doc: Any) -> None:
	"""What the register says of the year, as of now."""
	found = sources.activities(doc.organization, doc.review_year)
	doc.activities_count = len(found)
	doc.beneficiaries = sum(row.beneficiaries or 0 for row in found)
	doc.special_group_count = sources.special_persons([row.name for row in found])
	for series, field in sources.SPECIAL_SERIES.items():
		doc.set(field, sum(row.campaign_series == series for row in found))
	_contracts(doc)


def _opening(doc: Any) -> None:
	last = sources.last_review(doc.organization, doc.review_year)
	if last:
		doc.opening_balance = last.closing_balance


def _changes(doc: Any) -> None:
	known = sources.changes(doc.organization, doc.review_year)
	rows = [{**row, "filed_in_time": 1} for row in known.values()]
	doc.set("change_items", rows)


def _penalties(doc: Any) -> None:
	doc.set("penalties", [dict(row) for row in sources.penalties(doc.organization, doc.review_year)])


def _contracts(doc: Any) -> None:
	if not sources.payments_are_known():
		return
	paid: dict[str, Any] = {}
	for row in sources.payments(doc.organization, doc.review_year):
		paid[row.contract] = paid.get(row.contract, money.money(0)) + money.money(row.amount)
	titles = _titles(list(paid))
	doc.set(
		"contracts",
		[
			{
				"contract": name,
				"title": titles[name].title,
				"amount": titles[name].amount,
				"paid_in_year": amount,
			}
			for name, amount in paid.items()
		],
	)
	doc.contracts_amount = sum((money.money(row.amount) for row in doc.contracts), money.money(0))
	doc.contracts_paid = sum(paid.values(), money.money(0))


def _titles(contracts: list[str]) -> dict[str, Any]:
	rows = frappe.get_all(
		"CSO Service Contract",
		filters={"name": ["in", contracts or [""]]},
		fields=["name", "title", "amount"],
		order_by="name asc",
	)
	return {row.name: row for row in rows}


def _needs_audit(organization: Any) -> bool:
	if organization.tier != "Registered" or organization.org_form != "Service Organization":
		return False
	name = frappe.db.get_value("CSO Category", organization.primary_category, "category_name")
	return name in AUDITED_WORDS
