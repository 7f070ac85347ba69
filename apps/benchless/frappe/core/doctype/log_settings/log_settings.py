"""How long logs are kept."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.values import cint
from frappe.model.document import Document, get_controller
from frappe.utils import add_days, now_datetime

USUAL = {
    "Error Log": 90, "Activity Log": 365, "Scheduled Job Log": 30, "Route History": 30, "Email Queue": 60,
    "View Log": 180, "Notification Log": 180, "Prepared Report": 30, "Data Import Log": 90,
    "Webhook Request Log": 30, "Integration Request": 90,
}  # fmt: skip


class LogSettings(Document):
    """Days by kind of log."""


def run_log_clean_up() -> None:
    """Remove what is older than wanted."""
    days = {**USUAL, **{doctype: cint(kept[-1]) for doctype, kept in _of_apps().items()}}
    days.update(
        {row.ref_doctype: cint(row.days) for row in frappe.get_doc("Log Settings").logs_to_clear or []}
    )
    for doctype, kept in days.items():
        if kept and frappe.db.table_exists(doctype):
            _clear(doctype, kept)


def _of_apps() -> dict[str, list[Any]]:
    """DocType → days, as apps wish by `default_log_clearing_doctypes`."""
    return current().site.hook_dict("default_log_clearing_doctypes")


def _clear(doctype: str, days: int) -> None:
    """A kind of log that knows better how to be cleared does it by itself."""
    own = getattr(get_controller(doctype), "clear_old_logs", None)
    if own is not None:
        own(days=days)
    else:
        frappe.db.delete(doctype, {"creation": ["<", add_days(now_datetime(), -days)]})
