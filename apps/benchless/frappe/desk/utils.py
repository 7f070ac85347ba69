"""Files as answers, and names of pages."""

from __future__ import annotations

import frappe
from benchless.values import cstr


def provide_binary_file(filename: str, extension: str, content: bytes) -> None:
    """Answer the request with a file."""
    frappe.local.response["type"] = "binary"
    frappe.local.response["filecontent"] = content
    frappe.local.response["filename"] = f"{frappe._(filename)}.{extension}"


def validate_route_conflict(doctype: str, name: str) -> None:
    """Refuse a name whose address another kind of page has. Raises NameError."""
    for other in ("Page", "Workspace", "DocType"):
        if other == doctype:
            continue
        for found in frappe.get_all(other, pluck="name"):
            if slug(cstr(found)) == slug(name):
                raise frappe.NameError(
                    frappe._("{0} {1} already exists: choose another name").format(frappe._(other), name)
                )


def slug(name: str) -> str:
    """A name as it stands in addresses."""
    return cstr(name).lower().replace(" ", "-")
