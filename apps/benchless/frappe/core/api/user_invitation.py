"""Inviting people by mail."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonNames
from benchless.values import cstr
from frappe import _
from frappe.core.doctype.user_invitation.user_invitation import (
    PENDING,
    check_roles,
    first_password_link,
    hashed,
    roles_to_give,
)
from frappe.rate_limiter import rate_limit
from frappe.utils import split_emails

MOST = 50


@frappe.whitelist(methods=["POST"])
def invite_by_email(
    emails: str, roles: JsonNames, redirect_to_path: str, app_name: str = "frappe"
) -> dict[str, list[str]]:
    """Invite addresses (commas between); tells who has an account, who was invited before, who is new."""
    wanted = list(dict.fromkeys(one.lower() for one in split_emails(emails)))
    names = [cstr(role) for role in frappe.parse_json(roles) or []]
    _check(app_name)
    check_roles(app_name, names)
    if len(wanted) > MOST:
        frappe.throw(_("At most {0} people can be invited at once").format(MOST))
    out: dict[str, list[str]] = {
        "disabled_user_emails": [],
        "accepted_invite_emails": [],
        "pending_invite_emails": [],
        "invited_emails": [],
    }
    for email in wanted:
        out[_invite(email, names, redirect_to_path, app_name)].append(email)
    return out


def _check(app_name: str) -> None:
    """Managers invite to anything, others to what the app lets them."""
    if frappe.session.user == "Guest" or not (
        roles_to_give(app_name) or "System Manager" in frappe.get_roles()
    ):
        frappe.throw(_("Not permitted"), frappe.PermissionError)


def _invite(email: str, roles: list[str], path: str, app_name: str) -> str:
    """Which of the lists an address belongs to."""
    enabled = frappe.db.get_value("User", {"email": email}, "enabled")
    if enabled is not None:
        return "accepted_invite_emails" if enabled else "disabled_user_emails"
    if frappe.db.exists("User Invitation", {"email": email, "app_name": app_name, "status": PENDING}):
        return "pending_invite_emails"
    values = {"email": email, "app_name": app_name, "redirect_to_path": path}
    invitation = frappe.get_doc(
        {"doctype": "User Invitation", **values, "roles": [{"role": role} for role in roles]}
    )
    invitation.insert(ignore_permissions=True)
    return "invited_emails"


@frappe.whitelist()
def get_pending_invitations(app_name: str) -> list[dict[str, Any]]:
    """Invitations that wait: `name, email, roles`."""
    _check(app_name)
    rows = frappe.get_all(
        "User Invitation",
        {"app_name": app_name, "status": PENDING},
        ["name", "email"],
        order_by="creation desc",
    )
    return [
        {**row, "roles": frappe.get_all("User Role", {"parent": row.name}, pluck="role", order_by="idx asc")}
        for row in rows
    ]


@frappe.whitelist(methods=["POST", "PATCH"])
def cancel_invitation(name: str, app_name: str) -> dict[str, bool]:
    """Take an invitation back."""
    _check(app_name)
    if not frappe.db.exists("User Invitation", {"name": name, "app_name": app_name}):
        frappe.throw(_("Invitation not found"), frappe.DoesNotExistError)
    return {"cancelled_now": frappe.get_doc("User Invitation", name).cancel_invite()}


@frappe.whitelist(allow_guest=True, methods=["GET"])
@rate_limit(limit=20, seconds=60 * 60)
def accept_invitation(key: str) -> None:
    """The link of the mail: makes the account, then on to choosing a password."""
    name = frappe.db.get_value("User Invitation", {"key": hashed(cstr(key))})
    if not name:
        frappe.throw(_("This invitation is not valid any more"), title=_("Link Expired"))
    invitation = frappe.get_doc("User Invitation", name)
    user = invitation.accept()
    fresh = not user.last_login
    frappe.local.response["type"] = "redirect"
    frappe.local.response["location"] = first_password_link(user) if fresh else invitation.redirect_to_path
    frappe.flags.commit = True
