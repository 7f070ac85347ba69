"""Who logged in and out."""

from __future__ import annotations

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname


class ActivityLog(Document):
    """One log-in, log-out or failure."""

    full_name: Any
    ip_address: Any
    status: Any

    def before_insert(self) -> None:
        self.full_name = self.full_name or get_fullname(self.user)
        self.ip_address = self.ip_address or frappe.local.request_ip

    def validate(self) -> None:
        self.status = self.status or "Success"


def add_authentication_log(
    subject: str, user: str, operation: str = "Login", status: str = "Success"
) -> None:
    """Write down a log-in or log-out."""
    values = {"user": user, "status": status, "subject": subject, "operation": operation}
    frappe.get_doc({"doctype": "Activity Log", **values}).insert(ignore_permissions=True, ignore_links=True)


def login_feed(login_manager: object = None) -> None:
    """Write down that the user logged in."""
    user = str(frappe.session.user)
    if user != "Guest":
        add_authentication_log(_("{0} logged in").format(get_fullname(user)), user)


def logout_feed(user: str, reason: str) -> None:
    """Write down that a user logged out."""
    if user and user != "Guest":
        text = _("{0} logged out: {1}").format(get_fullname(user), frappe.bold(reason))
        add_authentication_log(text, user, operation="Logout")
