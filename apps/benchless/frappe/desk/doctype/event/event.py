"""Events of the calendar."""

from __future__ import annotations

from typing import Any

import frappe
import frappe.utils
from frappe import _
from frappe.model.document import Document


class Event(Document):
    """One event."""

    starts_on: Any

    def validate(self) -> None:
        self.starts_on = self.starts_on or frappe.utils.now_datetime()
        start, end = frappe.utils.get_datetime(self.starts_on), frappe.utils.get_datetime(self.ends_on or "")
        if start and end and start > end:
            frappe.throw(_("Event end must be after start"), frappe.InvalidDates)


def _participants(user: str) -> str:
    return (
        "`tabEvent`.name IN (SELECT parent FROM `tabEvent Participants` "
        f"WHERE email = {frappe.db.escape(user)} OR reference_docname = {frappe.db.escape(user)})"
    )


def get_permission_query_conditions(user: str | None = None) -> str:
    """Public events, the own ones, and those one takes part in."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    own = f"`tabEvent`.owner = {frappe.db.escape(user)}"
    return f"(`tabEvent`.event_type = 'Public' OR {own} OR {_participants(user)})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator" or not doc.get("owner") or doc.owner == user:
        return True
    if ptype in ("read", "select", "print", "email") and doc.event_type == "Public":
        return True
    return any(user in (row.email, row.reference_docname) for row in doc.event_participants or [])
