"""Errors that nobody saw."""

from __future__ import annotations

import frappe
from frappe.model.document import Document


class ErrorLog(Document):
    """One error with its trace."""

    def onload(self) -> None:
        if not self.seen:
            self.db_set("seen", 1, update_modified=False)


@frappe.whitelist(methods=["POST"])
def clear_error_logs() -> None:
    """Remove all errors."""
    frappe.only_for("System Manager")
    frappe.db.delete("Error Log")
