"""What DocTypes say of their documents."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.documents import lookup
from benchless.schema import Meta, get_meta
from benchless.schema.meta import STANDARD_LABELS as DEFAULT_FIELD_LABELS
from benchless.schema.meta import STANDARD_TYPES
from benchless.schema.tables import wanted_columns
from benchless.values import Row, cint

__all__ = ["DEFAULT_FIELD_LABELS", "Meta", "get_meta"]


def load_meta(doctype: str) -> Meta:
    """The DocType read anew."""
    return get_meta(doctype, cached=False)


def trim_tables(
    doctype: str | None = None, dry_run: bool = False, quiet: bool = False
) -> dict[str, list[str]]:
    """Columns that no field stands for any more, by DocType; they are taken away unless it is a dry run."""
    names = (
        [doctype]
        if doctype
        else lookup.get_all("DocType", filters={"issingle": 0, "is_virtual": 0}, pluck="name")
    )
    out: dict[str, list[str]] = {}
    for name in names:
        found = _unknown_columns(name)
        if found:
            out[name] = found
        for column in [] if dry_run else found:
            current().db.tables.drop_column(f"tab{name}", column)
    return out


def trim_table(doctype: str, dry_run: bool = True) -> list[str]:
    """The same for one DocType."""
    return trim_tables(doctype, dry_run=dry_run).get(doctype, [])


def _unknown_columns(doctype: str) -> list[str]:
    """Columns of a table beyond those of its DocType; those of Frappe's own begin with `_` and stay."""
    known = {column.lower() for column in wanted_columns(get_meta(doctype, cached=False))}
    present = current().db.columns_of(f"tab{doctype}")
    return [column for column in present if column.lower() not in known and not column.startswith("_")]


def get_default_df(fieldname: str) -> Row | None:
    """The field of a column that every document has."""
    kind = STANDARD_TYPES.get(fieldname)
    return Row(fieldname=fieldname, fieldtype=kind, label=DEFAULT_FIELD_LABELS[fieldname]) if kind else None


def get_parent_dt(dt: str) -> str:
    """A DocType that has rows of a child DocType."""
    tables = {"fieldtype": ["in", ["Table", "Table MultiSelect"]], "options": dt}
    found = lookup.get_value("DocField", tables, "parent")
    return str(found or "")


def get_field_precision(df: Any, doc: Any = None, currency: str | None = None) -> int:
    """Decimals of a number field."""
    if df.get("precision") not in (None, ""):
        return cint(df.get("precision"))
    return 2 if df.get("fieldtype") == "Currency" else 3


def get_field_currency(df: Any, doc: Any = None) -> str | None:
    """Currency of an amount: the field that `options` names, or the one of the parent."""
    option = str(df.get("options") or "")
    if not doc or not option or ":" in option:
        return None
    parent = getattr(doc, "parent_doc", None)
    return doc.get(option) or (parent.get(option) if parent else None)
