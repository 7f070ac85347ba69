"""How far a user is in the first steps that an app shows."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import JsonList

MOST = 10_000


@frappe.whitelist()
def get_onboarding_status() -> dict[str, Any]:
    """App → steps, as the user's pages have stored them."""
    found = frappe.db.get_value("User", frappe.session.user, "onboarding_status")
    return dict(frappe.parse_json(found) or {})


@frappe.whitelist(methods=["POST"])
def update_user_onboarding_status(steps: JsonList, appName: str) -> None:  # noqa: N803 the name that pages send
    """Store the steps of one app."""
    if frappe.session.user == "Guest":
        raise frappe.PermissionError
    status = {**get_onboarding_status(), f"{appName}_onboarding_status": frappe.parse_json(steps)}
    text = json.dumps(status, ensure_ascii=False)
    if len(text) > MOST:
        frappe.throw(frappe._("The status is too long"))
    frappe.db.set_value("User", frappe.session.user, "onboarding_status", text, update_modified=False)


@frappe.whitelist(methods=["POST"])
def reset_onboarding(app_name: str | None = None) -> None:
    """Begin again, with one app or with all."""
    status = {} if app_name is None else get_onboarding_status()
    status.pop(f"{app_name}_onboarding_status", None)
    frappe.db.set_value(
        "User", frappe.session.user, "onboarding_status", json.dumps(status), update_modified=False
    )
