"""Visitors who make an account for themselves, where the site lets them."""

from __future__ import annotations

import frappe
from benchless.settings import system_setting
from benchless.values import cint, cstr
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import escape_html, validate_email_address
from frappe.website.utils import is_signup_disabled

AN_HOUR = 300


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=10, seconds=60 * 60)
def sign_up(email: str, full_name: str, redirect_to: str | None = None) -> tuple[int, str]:
    """Make a website user. The answer never tells whether the address has an account: `(1, text)`."""
    if is_signup_disabled():
        frappe.throw(_("Visitors cannot make accounts here"), title=_("Not Allowed"))
    address = validate_email_address(cstr(email).strip().lower(), True)
    if not frappe.db.get_value("User", {"email": address}):
        _refuse_flood()
        _make(address, cstr(full_name).strip())
    return 1, _("If the address is new, a message with the next step was sent to it")


def _refuse_flood() -> None:
    if cint(frappe.db.get_creation_count("User", 60)) > AN_HOUR:
        text = _("Too many new accounts in the last hour. Please try again later.")
        raise frappe.TooManyRequestsError(text)


def _make(address: str, name: str) -> None:
    values = {"email": address, "first_name": escape_html(name) or address, "user_type": "Website User"}
    user = frappe.get_doc({"doctype": "User", "enabled": 1, "send_welcome_email": 1, **values})
    user.flags.ignore_permissions = True
    user.insert()
    role = system_setting("default_role") or frappe.db.get_single_value("Website Settings", "default_role")
    if role and frappe.db.exists("Role", role):
        user.add_roles(role)


@frappe.whitelist()
def has_email_account(email: str) -> list[str]:
    """Mail accounts of an address that the user may see."""
    return list(frappe.get_list("Email Account", filters={"email_id": email}, pluck="name"))
