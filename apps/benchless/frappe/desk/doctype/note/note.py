"""Notes that people write to themselves or to everybody."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe.model.document import Document


class Note(Document):
    """One note, private unless made public."""


def get_permission_query_conditions(user: str | None = None) -> str:
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    return f"(`tabNote`.public = 1 OR `tabNote`.owner = {frappe.db.escape(user)})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator" or not doc.get("owner") or doc.owner == user:
        return True
    return bool(cint(doc.public)) and ptype in ("read", "select", "print", "email")
