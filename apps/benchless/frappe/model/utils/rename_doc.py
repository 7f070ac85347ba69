"""Old names of DocTypes in fields that hold one."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.documents import lookup
from benchless.schema import get_meta
from benchless.sql import quoted


def update_linked_doctypes(
    doctype: str, docname: str, linked_to: str, value: Any, ignore_doctypes: list[str] | None = None
) -> None:
    """Write a value into the links to one DocType of all documents that point at a document of another."""
    ignored = set(ignore_doctypes or [])
    for holder, fieldname in links_to(doctype):
        meta = get_meta(holder)
        targets = [field.fieldname for field in meta.link_fields if field.options == linked_to]
        if holder in ignored or meta["issingle"] or meta["is_virtual"]:
            continue
        for target in targets:
            sql = f"UPDATE {quoted(f'tab{holder}')} SET {quoted(target)}=? WHERE {quoted(fieldname)}=?"
            current().db.execute(sql, (value, docname))


def links_to(doctype: str) -> list[tuple[str, str]]:
    """DocType and field of the Links to a DocType."""
    kind = {"fieldtype": "Link", "options": doctype}
    standard = lookup.get_all("DocField", filters=kind, fields=["parent", "fieldname"])
    own = lookup.get_all("Custom Field", filters=kind, fields=["dt as parent", "fieldname"])
    return [(row.parent, row.fieldname) for row in [*standard, *own]]


def get_fetch_fields(
    doctype: str, linked_to: str, ignore_doctypes: list[str] | None = None
) -> list[dict[str, Any]]:
    """DocTypes with Links to both: `doctype`, the field to the first, and those to the second."""
    out = []
    for holder, fieldname in links_to(doctype):
        both = [field.fieldname for field in get_meta(holder).link_fields if field.options == linked_to]
        if both and holder not in (ignore_doctypes or []):
            out.append({"doctype": holder, "master_fieldname": fieldname, "linked_to_fieldname": both})
    return out
