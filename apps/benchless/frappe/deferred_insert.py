"""Documents that nobody waits for: lined up, and written by a job."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.jobs import enqueue


def deferred_insert(doctype: str, records: Any) -> None:
    """Write documents (a list of their values, or JSON of it) later, past rights; a bad one stops none."""
    rows = frappe.parse_json(records)
    values = [dict(row) for row in (rows if isinstance(rows, list) else [rows])]
    enqueue(insert_records, queue="short", enqueue_after_commit=True, doctype=doctype, records=values)


def insert_records(doctype: str, records: list[dict[str, Any]]) -> None:
    """Do it."""
    for record in records:
        try:
            with frappe.db.attempt():
                document = frappe.get_doc({"doctype": doctype, **record})
                document.insert(ignore_permissions=True, ignore_links=True)
        except frappe.FrappeError as error:
            frappe.log_error(title=f"deferred insert of {doctype}: {error}")


def save_to_db() -> None:
    """What was lined up is written by jobs: nothing is left to be done here."""
