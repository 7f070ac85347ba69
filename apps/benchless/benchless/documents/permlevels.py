"""Fields above the user's permission level: hidden on reading, put back on writing."""

from __future__ import annotations

from typing import Any

from ..access import permitted_levels
from ..context import current
from ..schema import Meta
from ..values import cint
from .defaults import default_of


def put_back(document: Any, before: Any | None) -> None:
    """Replace what the user may not write by its old value, or by the default in a new document."""
    user = current().user
    if user == "Administrator" or document.flags.ignore_permissions or document.flags.ignore_permlevel:
        return
    levels = permitted_levels(document.meta, "write", user)
    _put_back_fields(document, before, document.meta, levels)
    for table in document.meta.table_fields:
        old = {row.name: row for row in (before.get(table.fieldname) or [])} if before else {}
        if cint(table.permlevel) and cint(table.permlevel) not in levels:
            document.__dict__[table.fieldname] = list(old.values())
            continue
        for row in document.get(table.fieldname) or []:
            _put_back_fields(row, old.get(row.name), row.meta, levels)


def _put_back_fields(document: Any, before: Any | None, meta: Meta, levels: frozenset[int]) -> None:
    for field in meta.high_fields:
        if cint(field.permlevel) in levels or field.fieldname not in meta.types:
            continue
        document.__dict__[field.fieldname] = (
            before.get(field.fieldname) if before is not None else default_of(field)
        )


def hide(document: Any, user: str | None = None) -> None:
    """Remove what the user may not read, in the document and in its rows."""
    user = user or current().user
    if user == "Administrator" or document.flags.ignore_permissions:
        return
    levels = permitted_levels(document.meta, "read", user)
    _hide_fields(document, document.meta, levels)
    for table in document.meta.table_fields:
        if cint(table.permlevel) and cint(table.permlevel) not in levels:
            document.__dict__[table.fieldname] = []
        for row in document.get(table.fieldname) or []:
            _hide_fields(row, row.meta, levels)


def _hide_fields(document: Any, meta: Meta, levels: frozenset[int]) -> None:
    for field in meta.high_fields:
        if cint(field.permlevel) not in levels and field.fieldname in meta.types:
            document.__dict__[field.fieldname] = None
