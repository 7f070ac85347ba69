"""A contract as a release of the Open Contracting Data Standard 1.1 (field names: its public schema).

One release tells the whole way: planning, tender, award, contract and implementation as they stand now.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import frappe
from frappe.utils import get_datetime, get_url, getdate

PREFIX = "ocds-cso"
SCHEME = "CN-USCC"
VERSION = "1.1"
METHODS = {
	"Open Tender": "open",
	"Invited Tender": "selective",
	"Competitive Negotiation": "limited",
	"Competitive Consultation": "limited",
	"Framework": "selective",
	"Single Source": "direct",
	"Inquiry": "limited",
	"Entrustment below Limit": "direct",
}
STATUS = {
	"Signed": "pending",
	"Active": "active",
	"Suspended": "active",
	"Completed": "terminated",
	"Terminated": "terminated",
	"Cancelled": "cancelled",
}
MILESTONE_STATUS = {
	"Scheduled": "scheduled",
	"Met": "met",
	"Partially Met": "partiallyMet",
	"Not Met": "notMet",
}
OFFSET = "+08:00"


def package(releases: Iterable[dict[str, Any]], publisher: str) -> dict[str, Any]:
	"""Releases in their wrapper."""
	return {
		"uri": get_url("/api/method/cso_management.api.purchase.open_contracts"),
		"version": VERSION,
		"publishedDate": stamp(datetime.now()),
		"publisher": {"name": publisher},
		"license": "https://creativecommons.org/licenses/by/4.0/",
		"releases": list(releases),
	}


def release(contract: Any) -> dict[str, Any]:
	"""The release of one contract; what is not known yet is left out."""
	project = frappe.get_doc("CSO Purchase Project", contract.project)
	selection = frappe.get_doc("CSO Provider Selection", contract.selection) if contract.selection else None
	parts = {
		"ocid": f"{PREFIX}-{project.name}",
		"id": f"{contract.contract_no or contract.name}-{get_datetime(contract.modified):%Y%m%d%H%M%S}",
		"date": stamp(contract.modified),
		"tag": _tags(contract, selection),
		"initiationType": "tender",
		"language": "zh",
		"parties": _parties(contract, selection),
		"buyer": {"id": _unit_id(contract.purchaser_unit), "name": contract.purchaser_unit},
		"planning": _planning(project),
		"tender": _tender(project, selection) if selection else None,
		"awards": [_award(contract, selection)] if selection else None,
		"contracts": [_contract(contract)],
	}
	return {key: value for key, value in parts.items() if value is not None}


def stamp(moment: Any) -> str:
	"""2026-11-22T10:30:00+08:00; a day is its first second."""
	if isinstance(moment, date) and not isinstance(moment, datetime):
		return f"{moment.isoformat()}T00:00:00{OFFSET}"
	return f"{get_datetime(moment).replace(microsecond=0).isoformat()}{OFFSET}"


def money(amount: Any) -> dict[str, Any]:
	return {"amount": round(float(amount or 0), 2), "currency": "CNY"}


def _tags(contract: Any, selection: Any) -> list[str]:
	tags = ["planning", *(["tender", "award"] if selection else []), "contract"]
	return [*tags, "implementation"] if contract.paid_total else tags


def _unit_id(unit: str) -> str:
	code = frappe.db.get_value("CSO Gov Unit", unit, "credit_code")
	return f"{SCHEME}-{code}" if code else unit


def _party(identifier: str, name: str, code: str | None, roles: list[str]) -> dict[str, Any]:
	party: dict[str, Any] = {"id": identifier, "name": name, "roles": roles}
	if code:
		party["identifier"] = {"scheme": SCHEME, "id": code, "legalName": name}
	return party


def _parties(contract: Any, selection: Any) -> list[dict[str, Any]]:
	unit = contract.purchaser_unit
	code = frappe.db.get_value("CSO Gov Unit", unit, "credit_code")
	found = {_unit_id(unit): _party(_unit_id(unit), unit, code, ["buyer", "procuringEntity", "payer"])}
	supplier = _supplier(contract)
	found[supplier["id"]] = _party(
		supplier["id"], supplier["name"], contract.provider_credit_code, ["supplier", "tenderer", "payee"]
	)
	for row in selection.bidders if selection else []:
		identifier = _bidder_id(row)
		found.setdefault(identifier, _party(identifier, row.bidder_name, row.credit_code, ["tenderer"]))
	return list(found.values())


def _supplier(contract: Any) -> dict[str, str]:
	return {"id": f"{SCHEME}-{contract.provider_credit_code}", "name": contract.provider_name}


def _bidder_id(row: Any) -> str:
	return f"{SCHEME}-{row.credit_code}" if row.credit_code else str(row.bidder_name)


def _planning(project: Any) -> dict[str, Any]:
	return {
		"rationale": project.objectives,
		"budget": {
			"id": project.budget_doc_no or project.name,
			"description": project.budget_source,
			"amount": money(project.budget_amount),
			"project": project.project_title,
		},
	}


def _tender(project: Any, selection: Any) -> dict[str, Any]:
	tender = {
		"id": selection.name,
		"title": project.project_title,
		"description": project.content,
		"status": "complete",
		"value": money(project.budget_amount),
		"procurementMethod": METHODS[project.procurement_method],
		"procurementMethodDetails": project.procurement_method,
		"mainProcurementCategory": "services",
		"numberOfTenderers": len(selection.bidders),
		"tenderers": [{"id": _bidder_id(row), "name": row.bidder_name} for row in selection.bidders],
	}
	if selection.notice_date:
		tender["tenderPeriod"] = {
			"startDate": stamp(getdate(selection.notice_date)),
			"endDate": stamp(selection.deadline),
		}
	return tender


def _award(contract: Any, selection: Any) -> dict[str, Any]:
	award = {
		"id": _award_id(contract),
		"title": selection.project_title,
		"status": "active",
		"value": money(selection.award_amount),
		"suppliers": [_supplier(contract)],
	}
	if selection.award_notice_date:
		award["date"] = stamp(getdate(selection.award_notice_date))
	return award


def _award_id(contract: Any) -> str:
	return f"{contract.selection or contract.project}-award"


def _contract(contract: Any) -> dict[str, Any]:
	first, last = getdate(contract.start_date), getdate(contract.end_date)
	row = {
		"id": contract.contract_no or contract.name,
		"awardID": _award_id(contract),
		"title": contract.title,
		"status": STATUS.get(contract.workflow_state, "pending"),
		"period": {
			"startDate": stamp(first),
			"endDate": stamp(last),
			"durationInDays": (last - first).days + 1,
		},
		"value": money(contract.amount),
		"items": [_item(item) for item in contract.service_items],
		"amendments": _amendments(contract),
		"implementation": {
			"transactions": _transactions(contract),
			"milestones": [_milestone(contract, entry) for entry in contract.milestones],
		},
	}
	if contract.sign_date:
		row["dateSigned"] = stamp(getdate(contract.sign_date))
	return {key: value for key, value in row.items() if value != []}


def _item(row: Any) -> dict[str, Any]:
	return {
		"id": str(row.idx),
		"description": row.item,
		"quantity": float(row.quantity or 0),
		"unit": {"name": row.unit, "value": money(row.price)},
	}


def _milestone(contract: Any, row: Any) -> dict[str, Any]:
	milestone = {
		"id": f"{contract.contract_no or contract.name}-{row.idx}",
		"title": row.title,
		"dueDate": stamp(getdate(row.due_date)),
		"status": MILESTONE_STATUS[row.status or "Scheduled"],
	}
	if row.date_met:
		milestone["dateMet"] = stamp(getdate(row.date_met))
	return milestone


def _transactions(contract: Any) -> list[dict[str, Any]]:
	"""Money that left; each names the milestone that its line of the plan waited for."""
	paid = frappe.get_all(
		"CSO Payment Request",
		filters={"contract": contract.name, "workflow_state": "Paid"},
		fields=["name", "net_amount", "paid_on", "plan_row"],
		order_by="paid_on asc, name asc",
	)
	return [_transaction(contract, row) for row in paid]


def _transaction(contract: Any, row: Any) -> dict[str, Any]:
	transaction: dict[str, Any] = {
		"id": row.name,
		"date": stamp(getdate(row.paid_on)),
		"value": money(row.net_amount),
		"payer": {"id": _unit_id(contract.purchaser_unit), "name": contract.purchaser_unit},
		"payee": _supplier(contract),
	}
	line = next((entry for entry in contract.payment_plan if entry.sequence == row.plan_row), None)
	met = next((entry for entry in contract.milestones if line and entry.title == line.milestone), None)
	if met:
		number = f"{contract.contract_no or contract.name}-{met.idx}"
		transaction["relatedImplementationMilestone"] = {"id": number, "title": met.title}
	return transaction


def _amendments(contract: Any) -> list[dict[str, Any]]:
	supplements = frappe.get_all(
		"CSO Service Contract",
		filters={"supplement_of": contract.name, "workflow_state": ["in", list(STATUS)]},
		fields=["name", "contract_no", "sign_date", "amount", "title"],
		order_by="sign_date asc, name asc",
	)
	return [
		{"id": row.contract_no or row.name, "date": stamp(getdate(row.sign_date)), "description": row.title}
		for row in supplements
		if row.sign_date
	]
