"""Open documents beside a document, for the numbers on the form's overview."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import Row, cint, cstr
from frappe.desk.form.linked_with import get_linked_doctypes

MOST = 100


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: Any = None) -> dict[str, Any]:
    """How many documents of each linked DocType point at this one."""
    frappe.get_doc(doctype, name).check_permission("read")
    wanted = frappe.parse_json(items) or [link.link_doctype for link in frappe.get_meta(doctype).links]
    links = get_linked_doctypes(doctype)
    counted = [_counted(one, links.get(one), cstr(name)) for one in dict.fromkeys(wanted)]
    return {"count": {"external_links_found": counted, "internal_links_found": []}}


def _counted(doctype: str, link: Any, name: str) -> Row:
    """`name` of the DocType and `count` of its documents, as far as the user sees them."""
    if not link or link.get("child_doctype") or not frappe.has_permission(doctype, "read"):
        return Row(doctype=doctype, open_count=0, count=0)
    either = [[fieldname, "=", name] for fieldname in link["fieldname"]]
    found = frappe.get_list(doctype, or_filters=either, limit_page_length=MOST, pluck="name")
    return Row(doctype=doctype, open_count=0, count=cint(len(found)))
