"""What DocTypes say of their documents."""

from __future__ import annotations

from typing import Any

from benchless.documents import lookup
from benchless.schema import Meta, get_meta
from benchless.schema.meta import STANDARD_LABELS as DEFAULT_FIELD_LABELS
from benchless.schema.meta import STANDARD_TYPES
from benchless.values import Row, cint

__all__ = ["DEFAULT_FIELD_LABELS", "Meta", "get_meta"]


def load_meta(doctype: str) -> Meta:
    """The DocType read anew."""
    return get_meta(doctype, cached=False)


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
