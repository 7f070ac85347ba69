"""Keys that open the print of one document without an account."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.settings import system_setting
from benchless.values import cint
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today


class DocumentShareKey(Document):
    """One key for one document."""

    expires_on: Any

    def before_insert(self) -> None:
        self.key = frappe.generate_hash(length=32)
        days = cint(system_setting("document_share_key_expiry", 90))
        if not self.expires_on and days:
            self.expires_on = add_days(getdate(), days)


def is_expired(key: str) -> bool:
    """Whether a key has ended; unknown ones have."""
    row = frappe.db.get_value("Document Share Key", {"key": key}, ["name", "expires_on"], as_dict=True)
    return not row or bool(row.expires_on and str(row.expires_on) < today())
