"""What a search knows of a document: the fields that its DocType marks, as one text."""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from typing import Any

from ..schema import Meta, get_meta
from ..values import Row, cint, cstr

SEPARATOR = " ||| "
TAGS = re.compile(r"<[^>]*>")
MARKED_UP = ("Text Editor", "HTML Editor", "Markdown Editor", "HTML", "Small Text", "Long Text", "Text")
NEVER = ("Password", "Signature")
TITLE = 140


def fields_of(meta: Meta) -> list[Row]:
    """Fields of a DocType that are searched."""
    return [field for field in meta.get_global_search_fields() if field.fieldtype not in NEVER]


def tables_of(meta: Meta) -> list[tuple[Row, Meta, list[Row]]]:
    """Table field, DocType and searched fields of the child tables that have any."""
    tables = [(field, get_meta(field.options)) for field in meta.table_fields]
    return [(field, child, found) for field, child in tables if (found := fields_of(child))]


def is_searched(meta: Meta) -> bool:
    """Whether documents of a DocType are kept for the search. Known until the definition changes."""
    known: bool | None = meta.__dict__.get("_is_searched")
    if known is None:
        known = bool(not meta["istable"] and not meta["is_virtual"] and (fields_of(meta) or tables_of(meta)))
        meta.__dict__["_is_searched"] = known
    return known


def content_of(meta: Meta, values: Any, seen: Collection[str] | None = None) -> str:
    """The searched text of a document; `seen` are the columns that may be in it (`table.column` of rows)."""
    parts = [_part(field, values) for field in fields_of(meta) if seen is None or field.fieldname in seen]
    for table, _child, fields in tables_of(meta):
        allowed = [f for f in fields if seen is None or f"{table.fieldname}.{f.fieldname}" in seen]
        parts += [_part(field, row) for row in values.get(table.fieldname) or [] for field in allowed]
    return SEPARATOR.join(part for part in parts if part)


def _part(field: Row, values: Any) -> str:
    """`Label : value`, or nothing."""
    text = plain(values.get(field.fieldname), cstr(field.fieldtype))
    return f"{field.label or field.fieldname} : {text}" if text else ""


def plain(value: Any, fieldtype: str) -> str:
    """A value as one line of text without mark-up."""
    text = cstr(value)
    if fieldtype in MARKED_UP and "<" in text:
        text = html.unescape(TAGS.sub(" ", text))
    return " ".join(text.replace("|||", " ").split())


def title_of(meta: Meta, values: Any) -> str:
    """The title of a document, or its name."""
    return cstr(values.get(meta.get_title_field()) or values.get("name"))[:TITLE]


def is_kept(meta: Meta, values: Any) -> bool:
    """Whether a document can be found: not cancelled, and not switched off."""
    if cint(values.get("docstatus")) > 1 or cint(values.get("disabled")):
        return False
    return not meta.has_field("enabled") or bool(cint(values.get("enabled")))


def is_published(meta: Meta, values: Any) -> bool:
    """Whether a document has a public page: it has an address, and its field says so."""
    if not cint(meta.get("has_web_view")) or not values.get("route"):
        return False
    return bool(cint(values.get(cstr(meta.get("is_published_field")) or "published")))
