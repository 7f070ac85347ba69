"""Who printed or exported what."""

from __future__ import annotations

import json

import frappe
from benchless.arguments import AnyValue
from benchless.context import current
from frappe.model.document import Document


class AccessLog(Document):
    """One print or export."""


@frappe.whitelist(methods=["POST"])
def make_access_log(
    doctype: str | None = None,
    document: str | None = None,
    method: str | None = None,
    file_type: str | None = None,
    report_name: str | None = None,
    filters: AnyValue = None,
    page: str | None = None,
    columns: AnyValue = None,
) -> None:
    """Write down a print or an export, for the audit.

    The note stands whatever becomes of the file, and nobody who writes waits until that is made. What the
    caller has begun to write stays open.
    """
    is_alone = not current().db.in_transaction
    values = {
        "export_from": doctype, "reference_document": document, "method": method, "file_type": file_type,
        "report_name": report_name, "page": page, "user": frappe.session.user,
        "filters": filters if isinstance(filters, str) or filters is None else json.dumps(filters),
        "columns": columns if isinstance(columns, str) or columns is None else json.dumps(columns),
    }  # fmt: skip
    doc = frappe.get_doc({"doctype": "Access Log", **values})
    doc.insert(ignore_permissions=True, ignore_links=True)
    if is_alone:
        frappe.db.commit()
