"""Filings that end: reminders before, expiry on the day after."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, date_diff, today

from ..approvals import log
from . import notices, settings


def run() -> None:
	"""Daily."""
	for name in ended():
		expire(name)
	for row in ending():
		remind(row)


def ended() -> list[str]:
	return frappe.get_all(
		"CSO Organization",
		filters={"status": "Active", "tier": "Filed", "valid_to": ["<", today()]},
		pluck="name",
		order_by="name asc",
	)


def expire(name: str) -> None:
	organization = frappe.get_doc("CSO Organization", name)
	before = organization.status
	organization.status = "Expired"
	organization.status_reason = _("The filing ended on {0}.").format(organization.valid_to)
	organization.status_changed_on = today()
	organization.flags.by_application = True
	organization.save(ignore_permissions=True)
	log.write(
		organization,
		action="Expire",
		from_state=before,
		to_state="Expired",
		actor=frappe.session.user,
		is_system=1,
		opinion=organization.status_reason,
	)
	notices.to_organization(organization, _("The filing of {0} has expired.").format(organization.org_name))


def reminder_days() -> list[int]:
	days = [cint(part) for part in str(settings.load().reminder_days or "").replace("，", ",").split(",")]
	return sorted({day for day in days if day > 0})


def ending() -> list[frappe._dict]:
	days = reminder_days()
	if not days:
		return []
	return frappe.get_all(
		"CSO Organization",
		filters={
			"status": "Active",
			"tier": "Filed",
			"valid_to": ["between", [today(), add_days(today(), days[-1])]],
		},
		fields=["name", "valid_to", "renewal_reminder"],
		order_by="valid_to asc",
	)


def remind(row: frappe._dict) -> None:
	"""Once for each step: a missed night does not lose a reminder, a second run does not repeat it."""
	left = date_diff(row.valid_to, today())
	step = next(day for day in reminder_days() if left <= day)
	if row.renewal_reminder and row.renewal_reminder <= step:
		return
	frappe.db.set_value("CSO Organization", row.name, "renewal_reminder", step, update_modified=False)
	organization = frappe.get_doc("CSO Organization", row.name)
	notices.to_organization(
		organization,
		_("The filing of {0} ends in {1} days. Apply for a renewal.").format(organization.org_name, left),
	)
