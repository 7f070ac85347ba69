"""An approved application takes effect on the ledger. The only writer of controlled ledger data."""

from typing import Any

import frappe
from frappe.utils import add_days, add_months, getdate, today

from ...permissions import roles
from .. import regions, settings
from . import changes, states
from .fields import LEDGER_FIELDS, LEDGER_TABLES

TOWN_UNITS = ("Street Office", "Township Government")
COUNTY_UNITS = ("County Civil Affairs Bureau",)


def apply(doc: Any, to_state: str) -> None:
	"""Called after the application was written."""
	if to_state in (states.APPROVED, states.LEDGERED):
		_EFFECTS[doc.application_type](doc)
	elif to_state == states.CERTIFICATE_ISSUED:
		issue_certificate(doc)


def create(doc: Any) -> None:
	organization = frappe.new_doc("CSO Organization")
	_copy(doc, organization, LEDGER_FIELDS, LEDGER_TABLES)
	organization.update(
		{
			"filing_no": doc.filing_no,
			"source_application": doc.name,
			"status": "Active",
			"filing_authority": regions.unit_of(doc.town, TOWN_UNITS),
		}
	)
	if doc.filing_no:
		organization.valid_from = today()
		organization.valid_to = _end_of_validity(getdate(today()), doc.region)
	_save(organization)
	doc.db_set(
		{
			"organization": organization.name,
			"valid_from": organization.valid_from,
			"valid_to": organization.valid_to,
		}
	)
	link_representative(organization, doc.owner)


def change(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	_copy(doc, organization, LEDGER_FIELDS, LEDGER_TABLES)
	_save(organization)
	doc.db_set(
		{
			"filing_no": organization.filing_no,
			"valid_from": organization.valid_from,
			"valid_to": organization.valid_to,
		}
	)


def renew(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	_copy(doc, organization, LEDGER_FIELDS, LEDGER_TABLES)
	start = max(getdate(today()), getdate(organization.valid_to or today()))
	organization.status = "Active"
	organization.renewal_reminder = 0
	organization.valid_to = _end_of_validity(start, organization.region)
	_save(organization)
	doc.db_set(
		{"filing_no": organization.filing_no, "valid_from": today(), "valid_to": organization.valid_to}
	)


def cancel(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	organization.status = "Cancelled"
	organization.status_reason = doc.cancel_reason
	organization.status_changed_on = today()
	_save(organization)
	doc.db_set("filing_no", organization.filing_no)


def upgrade(doc: Any) -> None:
	"""The filing ends with the registration; the history stays with the organization."""
	organization = frappe.get_doc("CSO Organization", doc.organization)
	organization.update(
		{
			"tier": "Registered",
			"org_form": doc.org_form,
			"credit_code": doc.new_credit_code,
			"status": "Active",
			"status_reason": "Upgraded",
			"status_changed_on": today(),
			"valid_to": None,
			"registration_authority": regions.unit_of(doc.county, COUNTY_UNITS),
			"supervising_unit": regions.unit_of(doc.town, TOWN_UNITS),
		}
	)
	_save(organization)


def issue_certificate(doc: Any) -> None:
	organization = frappe.get_doc("CSO Organization", doc.organization)
	organization.certificate_no = organization.filing_no
	organization.certificate_date = doc.certificate_date
	organization.certificate_hash = organization.certificate_hash or frappe.generate_hash(length=16)
	_save(organization)


def link_representative(organization: Any, user: str) -> None:
	"""Who filed it keeps it: the new organization belongs to the representative's account."""
	if roles.REPRESENTATIVE not in frappe.get_roles(user):
		return
	if frappe.db.exists("CSO Contact", {"user": user, "organization": organization.name}):
		return
	contact = frappe.get_doc({"doctype": "CSO Contact", "user": user, "organization": organization.name})
	contact.insert(ignore_permissions=True)


def _copy(source: Any, target: Any, fields: tuple[str, ...], tables: tuple[str, ...]) -> None:
	for field in fields:
		target.set(field, source.get(field))
	for table in tables:
		target.set(table, [])
		for row in source.get(table):
			target.append(table, changes.plain_row(row))


def _end_of_validity(start: Any, region: str) -> Any:
	months = settings.of_region(region).validity_months
	return add_days(add_months(start, months), -1) if months else None


def _save(organization: Any) -> None:
	"""The decider need not have the right to write the ledger by hand: the decision itself is the right."""
	organization.flags.by_application = True
	organization.save(ignore_permissions=True)


_EFFECTS = {
	"New": create,
	"Ledger Entry": create,
	"Change": change,
	"Renewal": renew,
	"Cancel": cancel,
	"Upgrade": upgrade,
}
