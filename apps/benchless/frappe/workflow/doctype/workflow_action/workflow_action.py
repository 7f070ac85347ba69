"""What waits for a role to act; the engine writes and closes these rows."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document


class WorkflowAction(Document):
    """One document that waits."""


def get_permission_query_conditions(user: str | None = None) -> str:
    """What still waits for a role of the user."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    roles = ", ".join(frappe.db.escape(role) for role in frappe.get_roles(user))
    waiting = f"SELECT parent FROM `tabWorkflow Action Permitted Role` WHERE role IN ({roles})"
    mine = f"`tabWorkflow Action`.user = {frappe.db.escape(user)}"
    return f"((`tabWorkflow Action`.name IN ({waiting}) OR {mine}) AND `tabWorkflow Action`.status = 'Open')"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator" or doc.get("user") == user:
        return True
    roles = set(frappe.get_roles(user))
    return any(row.role in roles for row in doc.permitted_roles or [])
