"""Accounts that send mail."""

from __future__ import annotations

import frappe
from benchless.values import cint
from frappe import _
from frappe.model.document import Document
from frappe.utils import validate_email_address


class EmailAccount(Document):
    """One account."""

    enable_outgoing: int

    def validate(self) -> None:
        if self.email_id:
            validate_email_address(self.email_id, True)
        if cint(self.enable_outgoing) and not self.smtp_server:
            frappe.throw(_("{0} is required").format(_("Outgoing Server")), frappe.MandatoryError)
        if cint(self.default_outgoing):
            self.enable_outgoing = 1

    def on_update(self) -> None:
        """Only one sends by default."""
        if not cint(self.default_outgoing):
            return
        where = {"default_outgoing": 1, "name": ["!=", self.name]}
        for name in frappe.get_all("Email Account", filters=where, pluck="name"):
            frappe.db.set_value("Email Account", name, "default_outgoing", 0)
