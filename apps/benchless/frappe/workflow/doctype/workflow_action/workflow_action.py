"""Workflow Action: who sees what waits."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.access import get_roles
from frappe.model.document import Document


class WorkflowAction(Document):
    """One state of one document that waits for some roles."""


def get_permission_query_conditions(user: str | None = None) -> str:
    """Only what waits for the user's own roles."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    roles = ", ".join(frappe.db.escape(role, percent=False) for role in get_roles(user))
    return (
        "(`tabWorkflow Action`.name IN (SELECT parent FROM `tabWorkflow Action Permitted Role` "
        f"WHERE role IN ({roles})) OR `tabWorkflow Action`.user = {frappe.db.escape(user, percent=False)})"
    )


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator":
        return True
    return bool({row.role for row in doc.get("permitted_roles") or []} & set(get_roles(user))) or doc.get("user") == user
