"""What changed between two texts or two versions of a script."""

from __future__ import annotations

import difflib
from typing import Any

import frappe
from benchless.arguments import as_dict
from benchless.values import cstr


@frappe.whitelist()
def get_version_diff(
    from_version: int | str, to_version: int | str, fieldname: str = "script"
) -> list[str] | None:
    """Lines of the difference of a field between two Versions of a document that the user may read."""
    before, first = _value(from_version, fieldname)
    after, last = _value(to_version, fieldname)
    if before is None or after is None:
        return None
    names = (f"{first:%Y-%m-%d %H:%M:%S}", f"{last:%Y-%m-%d %H:%M:%S}")
    return list(difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm=""))


def _value(version: int | str, fieldname: str) -> tuple[str | None, Any]:
    """What a field became in a Version, and when."""
    doc = frappe.get_doc("Version", version)
    frappe.has_permission(doc.ref_doctype, "read", doc=doc.docname, throw=True)
    field = frappe.get_meta(doc.ref_doctype).get_field(fieldname)
    if field and field.permlevel and field.permlevel not in _levels(doc.ref_doctype):
        raise frappe.PermissionError
    changed = as_dict(doc.data, "data").get("changed") or []
    found = next((cstr(new) for name, _old, new in changed if name == fieldname), None)
    return found, frappe.utils.get_datetime(doc.modified)


def _levels(doctype: str) -> list[int]:
    return list(frappe.get_meta(doctype).get_permlevel_access("read"))
