"""`frappe.apps`: the apps a user can open."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.site import hooks_module
from frappe import _


@frappe.whitelist()
def get_apps() -> list[dict[str, Any]]:
    """Apps with an entry for the screen of apps that this user may open."""
    out = []
    for app in frappe.get_installed_apps():
        for entry in getattr(hooks_module(app), "add_to_apps_screen", None) or []:
            allowed = entry.get("has_permission")
            if allowed and not frappe.get_attr(allowed)():
                continue
            out.append(
                {
                    "name": entry.get("name") or app,
                    "logo": entry.get("logo"),
                    "title": _(entry.get("title") or app),
                    "route": entry.get("route"),
                }
            )
    return out


def get_route(app_name: str) -> str:
    """Address of an app."""
    for entry in getattr(hooks_module(app_name), "add_to_apps_screen", None) or []:
        return str(entry.get("route"))
    return "/"


@frappe.whitelist(methods=["POST"])
def set_app_as_default(app_name: str) -> None:
    """Open this app after the log-in; again to take it back."""
    user = frappe.session.user
    now = frappe.db.get_value("User", user, "default_app")
    frappe.db.set_value("User", user, "default_app", "" if now == app_name else app_name)
