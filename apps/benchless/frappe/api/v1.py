"""REST of version 1, called from code."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.http import rpc


def read_doc(doctype: str, name: str) -> Any:
    """A document that the user may read, without what he may not see."""
    doc = frappe.get_doc(doctype, name)
    doc.check_permission("read")
    doc.apply_fieldlevel_read_permissions()
    return doc


def create_doc(doctype: str, **values: Any) -> Any:
    """Insert a document of the request's (or given) values."""
    data = values or {key: value for key, value in frappe.form_dict.items() if key not in rpc.RESERVED}
    return frappe.get_doc({**data, "doctype": doctype}).insert()


def update_doc(doctype: str, name: str, **values: Any) -> Any:
    """Change a document."""
    doc = frappe.get_doc(doctype, name, for_update=True)
    data = values or frappe.form_dict
    doc.update({key: value for key, value in data.items() if key not in (*rpc.RESERVED, "flags")})
    return doc.save()


def delete_doc(doctype: str, name: str) -> str:
    """Delete a document."""
    frappe.delete_doc(doctype, name, ignore_missing=False)
    return "ok"


def execute_doc_method(doctype: str, name: str, method: str, **values: Any) -> Any:
    """Call a whitelisted method of a document."""
    doc = read_doc(doctype, name)
    return rpc.call_document_method(doc, method, values)
