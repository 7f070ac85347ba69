"""Following documents: who follows is told about changes."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import Row, cint, cstr

FOLLOW = "Document Follow"


@frappe.whitelist(methods=["POST", "PUT"])
def update_follow(doctype: str, doc_name: str, following: bool) -> bool | None:
    """Follow or stop following a document."""
    if frappe.parse_json(cstr(following).lower()):
        return bool(follow_document(doctype, doc_name, frappe.session.user)) or None
    return bool(unfollow_document(doctype, doc_name, frappe.session.user)) or None


@frappe.whitelist(methods=["POST", "PUT"])
def follow_document(doctype: str, doc_name: str, user: str) -> Any:
    """Follow a document that keeps its changes. Only for oneself; gives the Document Follow or nothing."""
    frappe.get_doc(doctype, doc_name).check_permission("read")
    usable = cint(frappe.get_meta(doctype).get("track_changes")) and user != "Administrator"
    wanted = cint(frappe.db.get_value("User", user, "document_follow_notify"))
    allowed = usable and wanted and user == frappe.session.user
    if not allowed or is_document_followed(doctype, doc_name, user):
        return None
    values = {"ref_doctype": doctype, "ref_docname": doc_name, "user": user}
    return frappe.get_doc({"doctype": FOLLOW, **values}).insert(ignore_permissions=True)


@frappe.whitelist(methods=["POST", "PUT"])
def unfollow_document(doctype: str, doc_name: str, user: str) -> int:
    """Stop following; tells whether the user did."""
    name = frappe.db.get_value(FOLLOW, {"ref_doctype": doctype, "ref_docname": doc_name, "user": user})
    if not name or user != frappe.session.user:
        return 0
    frappe.delete_doc(FOLLOW, name, ignore_permissions=True)
    return 1


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> list[Row]:
    """Who follows a document."""
    frappe.get_doc(doctype, doc_name).check_permission("read")
    filters = {"ref_doctype": doctype, "ref_docname": doc_name}
    return list(frappe.get_all(FOLLOW, filters=filters, fields=["user"]))


def is_document_followed(doctype: str, doc_name: str, user: str) -> str | None:
    """Name of the Document Follow, when there is one."""
    found = frappe.db.exists(FOLLOW, {"ref_doctype": doctype, "ref_docname": doc_name, "user": user})
    return cstr(found) if found else None
