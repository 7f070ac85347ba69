"""Events of the calendar."""

from __future__ import annotations

from typing import Any

import frappe
import frappe.utils
from benchless.arguments import JsonFilters
from benchless.values import Row
from frappe import _
from frappe.desk.doctype.event import occurrences
from frappe.model.document import Document


class Event(Document):
    """One event."""

    starts_on: Any

    def validate(self) -> None:
        self.starts_on = self.starts_on or frappe.utils.now_datetime()
        start, end = frappe.utils.get_datetime(self.starts_on), frappe.utils.get_datetime(self.ends_on or "")
        if start and end and start > end:
            frappe.throw(_("Event end must be after start"), frappe.InvalidDates)


def get_permission_query_conditions(user: str | None = None) -> str:
    """Public events and the own ones."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    own = f"`tabEvent`.owner = {frappe.db.escape(user)}"
    return f"(`tabEvent`.event_type = 'Public' OR {own})"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator" or not doc.get("owner") or doc.owner == user:
        return True
    return bool(doc.event_type == "Public")


@frappe.whitelist()
def get_events(start: str, end: str, filters: JsonFilters = None, user: str | None = None) -> list[Row]:
    """What the calendar shows between two days, as the current user may see it."""
    frappe.has_permission("Event", "read", throw=True)
    pairs = filters.items() if isinstance(filters, dict) else ()
    given = filters if isinstance(filters, list) else [[key, "=", value] for key, value in pairs]
    return occurrences.between(start, end, given)
