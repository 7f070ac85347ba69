"""Rows of a report that the user may see: his User Permissions and row rules hold here too."""

from __future__ import annotations

from typing import Any

from benchless.access import get_list
from benchless.access.shares import shared_names
from benchless.access.user_permissions import allowed_values, get_user_permissions
from benchless.context import current
from benchless.errors import PermissionError
from benchless.schema import find_meta
from benchless.values import Row

CHUNK = 500


def visible_rows(doctype: str | None, columns: list[Row], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose linked values are all allowed, or whose document is shared. Rows without the value stay."""
    user = current().user
    if user == "Administrator" or not doctype or not rows:
        return rows
    rules = _rules(doctype, columns, rows, user)
    if not rules:
        return rows
    shared, own = shared_names(doctype, user), _own_columns(doctype, columns)
    return [
        row
        for row in rows
        if any(row.get(name) in shared for name in own)
        or all(_passes(row.get(name), allowed) for name, allowed in rules)
    ]


def _own_columns(doctype: str, columns: list[Row]) -> list[str]:
    """Columns that name documents of the report's own DocType."""
    return [str(c.fieldname) for c in columns if c.fieldtype == "Link" and c.options == doctype]


def _passes(value: Any, allowed: set[Any]) -> bool:
    return value in (None, "") or value in allowed


def _rules(
    doctype: str, columns: list[Row], rows: list[dict[str, Any]], user: str
) -> list[tuple[str, set[Any]]]:
    """(fieldname, allowed values) for the columns that are bound."""
    out: list[tuple[str, set[Any]]] = []
    bound = get_user_permissions(user)
    for column in columns:
        if column.fieldtype != "Link" or not column.options:
            continue
        if column.options == doctype:
            names = {row.get(column.fieldname) for row in rows} - {None, ""}
            seen = _seen_names(doctype, names)
            if seen is None:  # a right to reports without a list: User Permissions are all that binds
                seen = allowed_values(doctype, doctype, user)
            if seen is not None:
                out.append((column.fieldname, seen))
        elif column.options in bound:
            values = allowed_values(doctype, column.options, user)
            if values is not None:
                out.append((column.fieldname, values))
    return out


def _seen_names(doctype: str, names: set[Any]) -> set[Any] | None:
    """Which of these documents the user sees in a list; None when he has no list of them at all."""
    meta = find_meta(doctype)
    if meta is None or meta["issingle"] or meta["istable"]:
        return None
    wanted = sorted(names, key=str)
    seen: set[Any] = set()
    try:
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            seen.update(get_list(doctype, filters={"name": ["in", part]}, pluck="name", limit_page_length=0))
    except PermissionError:
        return None
    return seen
