"""Numbers beside a list."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import access
from benchless.arguments import JsonDict, JsonFilters, as_filters
from benchless.schema import get_meta
from benchless.values import cstr
from frappe import _


@frappe.whitelist()
def get_list_settings(doctype: str) -> Any:
    """What an administrator chose for a list."""
    found = frappe.db.exists("List View Settings", doctype)
    return frappe.get_doc("List View Settings", doctype) if found else None


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: JsonFilters, field: str) -> list[Any]:
    """How many rows each value of a field has, the most frequent first."""
    given = as_filters(current_filters)
    filters = (
        given if isinstance(given, dict) else [item[:4] if isinstance(item, list) else item for item in given]
    )
    if field == "assigned_to":
        return _by_assignee(doctype, filters)
    meta = get_meta(doctype)
    if field not in meta.all_columns:
        frappe.throw(_("{0} is not a field of {1}").format(field, _(doctype)), frappe.DataError)
    rows = access.get_list(
        doctype,
        filters=filters,
        fields=[f"{field} as name", "count(name) as count"],
        group_by=field,
        order_by="count desc",
        limit_page_length=50,
    )
    if field == "owner":
        me = frappe.session.user
        rows.sort(key=lambda row: row.name != me)
    return list(rows)


def _by_assignee(doctype: str, filters: Any) -> list[dict[str, Any]]:
    """Open ToDos by user, for the documents that the user sees."""
    names = [
        cstr(name) for name in access.get_list(doctype, filters=filters, pluck="name", limit_page_length=0)
    ]
    counts: dict[str, int] = {}
    where = {"reference_type": doctype, "status": "Open"}
    todos = frappe.get_all("ToDo", filters=where, fields=["reference_name", "allocated_to"])
    seen = set(names)
    for row in todos:
        if row.reference_name in seen and row.allocated_to:
            counts[row.allocated_to] = counts.get(row.allocated_to, 0) + 1
    return [
        {"name": name, "count": count} for name, count in sorted(counts.items(), key=lambda item: -item[1])
    ]


@frappe.whitelist(methods=["POST"])
def set_list_settings(doctype: str, values: JsonDict) -> None:
    """Choose for a list."""
    known = frappe.db.exists("List View Settings", doctype)
    doc = frappe.get_doc("List View Settings", doctype) if known else frappe.new_doc("List View Settings")
    doc.update(frappe.parse_json(values))
    doc.name = doctype
    doc.save() if known else doc.insert(set_name=doctype)
