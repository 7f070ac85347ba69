"""Links, actions and states in Customize Form: own rows are added, rows of the app get Property Setters."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.schema import Meta
from benchless.values import Row, cint, cstr
from frappe.custom.doctype.customize_form.properties import ROWS

CHILD = {"links": "DocType Link", "actions": "DocType Action", "states": "DocType State"}
CHECKS = ("hidden", "is_child_table")


def keep_rows(form: Any, meta: Meta) -> None:
    """Write the rows of the form; custom rows that it leaves out are removed."""
    for key, child in CHILD.items():
        known = {row.name: row for row in meta[key]}
        kept = {write_row(form, key, child, row, known) for row in form.get(key) or []}
        for name, row in known.items():
            if cint(row.get("custom")) and name not in kept:
                frappe.db.delete(child, {"name": name})
    session = current()
    session.site.cache.bump(session.db, "schema")


def write_row(form: Any, key: str, child: str, row: Any, known: dict[str, Row]) -> str:
    """Add or change one row; gives its name."""
    values = {name: row.get(name) for name in ROWS[key]}
    before = known.get(cstr(row.get("name")))
    if before is None:
        place = {"parent": form.doc_type, "parenttype": "DocType", "parentfield": key, "custom": 1}
        added = frappe.get_doc({"doctype": child, **values, **place, "idx": len(known) + cint(row.idx)})
        added.db_insert()
        return cstr(added.name)
    changed = {
        name: value for name, value in values.items() if cstr(value or "") != cstr(before.get(name) or "")
    }
    if cint(before.get("custom")) and changed:
        frappe.db.set_value(child, before.name, changed)
    elif changed:
        for name, value in changed.items():
            set_property(form.doc_type, child, before.name, name, value)
    return cstr(before.name)


def set_property(doctype: str, child: str, row: str, name: str, value: Any) -> None:
    """One changed property of a row that belongs to the app."""
    frappe.get_doc(
        {
            "doctype": "Property Setter", "doctype_or_field": child, "doc_type": doctype, "row_name": row,
            "property": name, "value": cstr(value), "property_type": "Check" if name in CHECKS else "Data",
            "is_system_generated": 0,
        }
    ).insert(ignore_permissions=True)  # fmt: skip
