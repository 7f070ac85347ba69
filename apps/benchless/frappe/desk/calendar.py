"""Calendars over any DocType with a beginning and an end."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonFilters, as_dict, as_scalar
from benchless.values import Row

MAPPED = ("start", "end", "title", "color")


@frappe.whitelist(methods=["POST", "PUT"])
def update_event(args: JsonDict, field_map: JsonDict) -> None:
    """Move a document in time: `args` has `doctype`, `name` and the new beginning and end."""
    document, field_map = frappe.get_doc(args.doctype, args.name), _map(field_map)
    for key in ("start", "end"):
        if field_map.get(key):
            document.set(field_map[key], args.get(field_map[key]))
    document.save()


@frappe.whitelist()
def get_events(
    doctype: str,
    start: str,
    end: str,
    field_map: JsonDict,
    filters: JsonFilters = None,
    fields: JsonFilters = None,
) -> list[Row]:
    """Documents between two days as the user may see them: name, beginning, end, title and colour."""
    mapped, meta = _map(field_map), frappe.get_meta(doctype)
    colour = next((field.fieldname for field in meta.fields if field.fieldtype == "Color"), None)
    columns = ["name", *(mapped.get(key) for key in ("start", "end", "title")), mapped.color or colour]
    conditions: list[Any] = list(filters) if isinstance(filters, list) else _pairs(filters)
    conditions += [[mapped.start, "<=", end], [mapped.end, ">=", start]]
    known = [name for name in columns if name and (name == "name" or meta.has_field(name))]
    wanted = fields or known
    return list(frappe.get_list(doctype, fields=wanted, filters=conditions, limit_page_length=0))


def _map(field_map: Any) -> Row:
    """Which field is the beginning, the end, the title: one name each."""
    given = as_dict(field_map, "field_map")
    return Row({key: as_scalar(given.get(key), f"field_map.{key}") for key in MAPPED})


def _pairs(filters: Any) -> list[Any]:
    given = (filters or {}).items()
    return [[key, *value] if isinstance(value, list) else [key, "=", value] for key, value in given]
