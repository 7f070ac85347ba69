"""What DocTypes are, defaults of links, and files that others include."""

from __future__ import annotations

import re
from typing import Any

import frappe
from benchless.schema import find_meta, get_meta
from benchless.site import app_folder
from benchless.values import cint, cstr

INCLUDE = re.compile(r"""{% include\s['"](?P<path>[^'"]+)['"]\s%}""")
DEPTH = 5


def is_virtual_doctype(doctype: str) -> bool:
    """Whether the controller keeps the documents, not the database."""
    meta = find_meta(doctype)
    return meta is not None and bool(cint(meta["is_virtual"]))


def is_single_doctype(doctype: str) -> bool:
    """Whether there is only one document."""
    meta = find_meta(doctype)
    return meta is not None and bool(cint(meta["issingle"]))


def set_default(doc: Any, key: str) -> None:
    """Mark one document of its kind (with the same `key`) as the default; the others are none any more."""
    others = {key: doc.get(key), "name": ["!=", doc.name], "is_default": 1}
    if not doc.get("is_default") and not frappe.db.exists(doc.doctype, others):
        doc.db_set("is_default", 1)
    if cint(doc.get("is_default")):
        for name in frappe.get_all(doc.doctype, filters=others, pluck="name"):
            frappe.db.set_value(doc.doctype, name, "is_default", 0)


def set_field_property(filters: dict[str, Any], key: str, value: Any) -> None:
    """Give every field that meets the filters a property, for example in a patch."""
    for row in frappe.get_all("DocField", filters=filters, fields=["parent", "fieldname"]):
        frappe.make_property_setter(
            {"doctype": row.parent, "fieldname": row.fieldname, "property": key, "value": value}
        )


def get_fetch_values(doctype: str, fieldname: str, value: Any) -> dict[str, Any]:
    """What the fields that fetch from a link get when it has a value; the user must be able to choose it."""
    meta = get_meta(doctype)
    link = meta.get_field(fieldname)
    fields = meta.get_fields_to_fetch(fieldname)
    if not value or link is None:
        return {field.fieldname: None for field in fields}
    target = get_meta(link.options)
    if not (frappe.has_permission(link.options, "select") or frappe.has_permission(link.options, "read")):
        raise frappe.PermissionError
    sources = {field.fieldname: cstr(field.fetch_from).split(".", 1)[1] for field in fields}
    known = [name for name in dict.fromkeys(sources.values()) if name in target.all_columns]
    row = frappe.db.get_value(link.options, value, known, as_dict=True) if known else None
    return {name: (row or {}).get(source) for name, source in sources.items()}


def render_include(content: str) -> str:
    """Text with the files that it includes (`{% include "app/path" %}`) put in, five deep."""
    for _step in range(DEPTH):
        found = list(INCLUDE.finditer(content))
        if not found:
            break
        for match in found:
            content = content.replace(match[0], _read(match["path"]))
    return content


def _read(path: str) -> str:
    """A file of an installed app. Raises DoesNotExistError for a place outside of it."""
    app, _slash, rest = path.partition("/")
    if app not in frappe.get_installed_apps():
        raise frappe.DoesNotExistError(path)
    root = app_folder(app).resolve()
    place = (root / rest).resolve()
    if not place.is_relative_to(root) or not place.is_file():
        raise frappe.DoesNotExistError(path)
    return place.read_text("utf-8")
