"""Who may bid and sign: bodies with legal personality, not on the serious list, not failed in review."""

from typing import Any

import frappe
from frappe import _

from ..registry import identity

FIELDS = ("org_name", "tier", "status", "credit_code", "credit_state", "last_conclusion", "grade")


def problem(organization: str | None, name: str | None, code: str | None) -> str:
	"""Why this bidder is not qualified; empty when he is."""
	if organization:
		row = frappe.db.get_value("CSO Organization", organization, FIELDS, as_dict=True)
		return of_organization(row)
	if not name or not code:
		return _("Name and credit code are needed.")
	return "" if identity.is_credit_code(code) else _("The credit code is not right.")


def of_organization(row: Any) -> str:
	if row.status not in ("Active", "Expired"):
		return _("The organization is not active.")
	if row.tier != "Registered":
		return _("Not a legal person: a body that signs for it must bid.")
	if row.credit_state == "Serious":
		return _("On the list of serious dishonesty.")
	return _("Failed its last annual review.") if row.last_conclusion == "Unqualified" else ""
