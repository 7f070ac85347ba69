"""DocTypes that a test makes for itself, in few words."""

from typing import Any

import frappe


def make_doctype(*, fields: list[tuple[str, ...]], **values: Any) -> Any:
    """Insert a custom DocType; `fields` are names, types and, where there are any, options."""
    rows = [
        {
            "fieldname": name,
            "fieldtype": kind,
            "label": name.title(),
            "options": options[0] if options else None,
        }
        for name, kind, *options in fields
    ]
    return frappe.get_doc(
        {"doctype": "DocType", "module": "Custom", "custom": 1, **values, "fields": rows}
    ).insert()
