"""What a user wants to be told."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import Scalar
from benchless.values import cint
from frappe.model.document import Document


class NotificationSettings(Document):
    """Switches of one user."""


def is_notifications_enabled(user: str) -> bool:
    """Whether a user wants notices at all."""
    found = frappe.db.get_value("Notification Settings", user, "enabled")
    return found is None or bool(cint(found))


def get_permission_query_conditions(user: str | None = None) -> str:
    """Everybody sees the own settings."""
    user = user or frappe.session.user
    if "System Manager" in frappe.get_roles(user):
        return ""
    return f"(`tabNotification Settings`.name = {frappe.db.escape(user)})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    return doc.get("name") == user or "System Manager" in frappe.get_roles(user)


@frappe.whitelist(methods=["POST"])
def set_seen_value(value: Scalar, user: str) -> None:
    """The panel was opened."""
    if user == frappe.session.user:
        frappe.db.set_value("Notification Settings", user, "seen", cint(value), update_modified=False)
