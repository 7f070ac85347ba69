"""The ledger of the demo county."""

from typing import Any

import frappe
from frappe.utils import add_days, add_months, getdate, today

from cso_management.registry import regions
from cso_management.registry.filing.ledger import COUNTY_UNITS, TOWN_UNITS

from . import people, source

MONTHS_ON_FILE = 12
MONTHS_LEFT = 24


def create() -> None:
	"""Rows that the ledger already held; the others enter through the filing cases."""
	for row in source.rows("organizations"):
		if not row["by_workflow"] and not frappe.db.exists("CSO Organization", {"org_name": row["org_name"]}):
			_insert(row)


def body(row: dict[str, Any]) -> dict[str, Any]:
	"""The fields that an application and the ledger share."""
	number = row["no"]
	return {
		"org_name": row["org_name"],
		"tier": row["tier"],
		"org_form": row["org_form"],
		"is_hub": row["is_hub"],
		"primary_category": row["primary_category"],
		"service_objects": [{"service_object": name} for name in row["service_objects"]],
		"region": row["region"],
		"founded_on": f"{2012 + number % 12}-{number % 12 + 1:02d}-{number % 27 + 1:02d}",
		"origin": "Hobby" if row["primary_category"].startswith("03") else "Production and Life Needs",
		"purpose": "服务居民，互帮互助，共建共治共享美好家园。",
		"business_scope": "面向本社区（村）居民开展公益服务、互助活动和文化活动。",
		"principal_name": row["principal_name"],
		"principal_id_no": people.id_number(100 + number),
		"principal_phone": people.mobile(100 + number),
		"principal_politics": "Party Member" if number % 3 == 0 else "Masses",
		"contact_name": people.name(200 + number),
		"contact_phone": people.mobile(200 + number),
		"members_count": row["members_count"],
		"volunteers_count": row["volunteers_count"],
		"party_members_count": row["party_members_count"],
		"staff_full": 6 if row["org_form"] == "Service Organization" else 0,
		"party_form": "Own Branch" if row["party_members_count"] >= 3 else "Liaison",
		"party_in_charter": 1,
		"address": f"{regions_name(row['region'])}综合服务中心",
		"shared_address": 1,
		"activity_scope_level": "Village",
		"no_funds": 0 if row["tier"] == "Registered" else 1,
		"has_bank_account": 1 if row["tier"] == "Registered" else 0,
		"bank_account": "6222000000001234" if row["tier"] == "Registered" else None,
		"founders": founders(number),
		"officers": [{"officer_name": row["principal_name"], "post": "Head"}],
	}


def founders(number: int) -> list[dict[str, Any]]:
	return [
		{
			"founder_type": "Natural Person",
			"founder_name": people.name(number * 10 + index),
			"id_no": people.id_number(number * 10 + index),
			"phone": people.mobile(number * 10 + index),
		}
		for index in range(3)
	]


def regions_name(code: str) -> str:
	return frappe.db.get_value("CSO Region", code, "region_name")


def name_of(number: int) -> str:
	"""The ledger's name of organization number so-and-so of the data file."""
	row = next(row for row in source.rows("organizations") if row["no"] == number)
	return frappe.db.get_value("CSO Organization", {"org_name": row["org_name"]}, "name")


def link_contacts(list_of_users: str) -> None:
	for user in source.rows(list_of_users):
		for number in user["organizations"]:
			values = {"user": user["user"], "organization": name_of(number)}
			if not frappe.db.exists("CSO Contact", values):
				frappe.get_doc({"doctype": "CSO Contact", **values}).insert(ignore_permissions=True)


def _insert(row: dict[str, Any]) -> None:
	organization = frappe.get_doc({"doctype": "CSO Organization", **body(row), "status": row["status"]})
	town = row["region"][:9] + "000"
	if row["tier"] == "Filed":
		organization.update(_filing(row, town))
	if row["tier"] == "Registered":
		organization.update(
			{
				"credit_code": row["credit_code"],
				"registration_authority": regions.unit_of(row["region"][:6] + "000000", COUNTY_UNITS),
				"supervising_unit": regions.unit_of(town, TOWN_UNITS),
			}
		)
	organization.flags.by_application = True
	organization.insert(ignore_permissions=True)


def _filing(row: dict[str, Any], town: str) -> dict[str, Any]:
	start = getdate(add_months(today(), -MONTHS_ON_FILE))
	number = f"{town[:9]}-{row['primary_category'][:2]}-{start.year}-{row['no']:04d}"
	return {
		"filing_no": number,
		"certificate_no": number,
		"certificate_date": start,
		"valid_from": start,
		"valid_to": add_days(add_months(today(), MONTHS_LEFT), -1),
		"filing_authority": regions.unit_of(town, TOWN_UNITS),
		"certificate_hash": frappe.generate_hash(length=16),
	}
