"""Fields whose DocType stands in another field."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.documents import lookup
from benchless.schema import find_meta, get_meta
from benchless.values import Row, cint


def get_dynamic_link_map(for_delete: bool = False) -> dict[str, list[Row]]:
    """DocType → the fields that point, by what is stored, at documents of it."""
    out: dict[str, list[Row]] = {}
    for field in get_dynamic_links():
        for doctype in _stored(field):
            out.setdefault(doctype, []).append(field)
    return out


def get_dynamic_links() -> list[Row]:
    """`parent` (DocType), `fieldname`, `options` (the field that names the DocType) of all such fields."""
    kind = {"fieldtype": "Dynamic Link"}
    standard = lookup.get_all("DocField", filters=kind, fields=["parent", "fieldname", "options"])
    own = lookup.get_all("Custom Field", filters=kind, fields=["dt as parent", "fieldname", "options"])
    fields = [row for row in [*standard, *own] if (meta := find_meta(row.parent)) and not meta["is_virtual"]]
    return [Row(row, issingle=cint(get_meta(row.parent)["issingle"])) for row in fields]


def _stored(field: Row) -> list[Any]:
    """DocTypes that stand in the field beside."""
    if field.issingle:
        found = lookup.get_single_value(field.parent, field.options)
        return [found] if found else []
    rows = current().db.rows(f"SELECT DISTINCT `{field.options}` FROM `tab{field.parent}`")
    return [row[0] for row in rows if row[0]]
