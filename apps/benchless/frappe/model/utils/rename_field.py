"""A field got another name: its values follow."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.schema import get_meta
from benchless.sql import quoted

FOLLOWING = (("Property Setter", "doc_type", "field_name"), ("Custom Field", "dt", "insert_after"))


def rename_field(doctype: str, old_fieldname: str, new_fieldname: str, validate: bool = True) -> None:
    """Move the values of a column (or of a Single, or of a table's rows) to a new field.

    To be called in a patch after the new field is there. What has no old column is left alone.
    """
    meta = get_meta(doctype, cached=False)
    field = meta.get_field(new_fieldname)
    if field is None:
        return
    if field in meta.table_fields:
        _move("UPDATE `tab{0}` SET parentfield=? WHERE parentfield=? AND parenttype=?", field.options,
            (new_fieldname, old_fieldname, doctype))  # fmt: skip
    elif meta["issingle"]:
        _move("UPDATE `tabSingles` SET field=? WHERE field=? AND doctype=?", "",
            (new_fieldname, old_fieldname, doctype))  # fmt: skip
    elif old_fieldname in current().db.columns_of(f"tab{doctype}"):
        new, old = quoted(new_fieldname), quoted(old_fieldname)
        current().db.execute(f"UPDATE `tab{doctype}` SET {new}={old}")
    _follow(doctype, old_fieldname, new_fieldname)


def _move(statement: str, table: str, values: tuple[Any, ...]) -> None:
    current().db.execute(statement.format(table), values)


def _follow(doctype: str, old: str, new: str) -> None:
    db = current().db
    for table, key, column in FOLLOWING:
        db.execute(f"UPDATE `tab{table}` SET {column}=? WHERE {key}=? AND {column}=?", (new, doctype, old))
    current().site.cache.bump(db, "schema")
