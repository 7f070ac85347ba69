"""Deleted documents, and the way back."""

from __future__ import annotations

import frappe
from benchless.arguments import JsonNames, as_doc
from benchless.errors import DocumentAlreadyRestored
from benchless.values import cint
from frappe import _
from frappe.model.document import Document


class DeletedDocument(Document):
    """One deleted document as it was."""


@frappe.whitelist(methods=["POST"])
def restore(name: str, alert: bool = True) -> str:
    """Bring a deleted document back, under a new name when its own is taken."""
    deleted = frappe.get_doc("Deleted Document", name)
    deleted.check_permission("read")
    if cint(deleted.restored):
        frappe.throw(_("Document {0} Already Restored").format(name), DocumentAlreadyRestored)
    doc = frappe.get_doc(as_doc(deleted.data, "data"))
    doc.check_permission("create")
    doc.docstatus = 0
    set_name = None if frappe.db.exists(doc.doctype, doc.name) else doc.name
    doc.flags.ignore_links = True
    doc.insert(set_name=set_name)
    doc.add_comment("Edit", _("restored {0} as {1}").format(deleted.deleted_name, doc.name))
    deleted.db_set({"new_name": doc.name, "restored": 1})
    if alert:
        frappe.msgprint(_("Document Restored"), alert=True)
    return str(doc.name)


@frappe.whitelist(methods=["POST"])
def bulk_restore(docnames: JsonNames) -> dict[str, list[str]]:
    """Restore several; tells which came back, which were there already, which failed."""
    out: dict[str, list[str]] = {"restored": [], "invalid": [], "failed": []}
    for name in frappe.parse_json(docnames):
        try:
            with frappe.db.attempt():
                restore(name, alert=False)
            out["restored"].append(name)
        except DocumentAlreadyRestored:
            out["invalid"].append(name)
        except frappe.ValidationError:
            out["failed"].append(name)
    return out
