"""How long logs are kept."""

from __future__ import annotations

import frappe
from benchless.values import cint
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime

USUAL = {
    "Error Log": 90, "Activity Log": 365, "Scheduled Job Log": 30, "Route History": 30, "Email Queue": 60,
    "View Log": 180, "Notification Log": 180, "Prepared Report": 30, "Data Import Log": 90,
}  # fmt: skip


class LogSettings(Document):
    """Days by kind of log."""


def run_log_clean_up() -> None:
    """Remove what is older than wanted."""
    days = dict(USUAL)
    days.update(
        {row.ref_doctype: cint(row.days) for row in frappe.get_doc("Log Settings").logs_to_clear or []}
    )
    for doctype, kept in days.items():
        if kept and frappe.db.table_exists(doctype):
            frappe.db.delete(doctype, {"creation": ["<", add_days(now_datetime(), -kept)]})
