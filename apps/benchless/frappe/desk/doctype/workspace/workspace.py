"""Workspaces: pages of shortcuts."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class Workspace(Document):
    """One page, public or of one user."""

    title: Any

    def validate(self) -> None:
        self.title = self.title or self.label
        if cint(self.public) and not self.from_file() and "Workspace Manager" not in frappe.get_roles():
            frappe.throw(_("You need to be Workspace Manager to edit this document"))
        content = frappe.parse_json(self.content or "[]")
        if not isinstance(content, list):
            frappe.throw(_("Content data should be a list"))

    def from_file(self) -> bool:
        return bool(frappe.flags.in_migrate or frappe.flags.in_install or frappe.flags.in_import)


def get_permission_query_conditions(user: str | None = None) -> str:
    """Public pages and the own ones."""
    user = user or frappe.session.user
    if "Workspace Manager" in frappe.get_roles(user):
        return ""
    own = frappe.db.escape(user)
    return f"(`tabWorkspace`.public = 1 OR `tabWorkspace`.for_user = {own})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if "Workspace Manager" in frappe.get_roles(user):
        return True
    if doc.get("for_user"):
        return bool(doc.for_user == user)
    return not cint(doc.get("public")) or ptype in ("read", "select")
