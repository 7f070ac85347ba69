"""Columns of a report in one shape, and rows as dictionaries by their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchless.translations import _
from benchless.values import Row, cstr, scrub


def normalize(columns: Iterable[Any]) -> list[Row]:
    """`"Label:Type/Options:Width"` or dictionaries → rows with `label, fieldname, fieldtype`."""
    out: list[Row] = []
    taken: set[str] = set()
    for place, column in enumerate(columns, 1):
        made = _from_text(column) if isinstance(column, str) else _from_dict(column)
        made.fieldname = _free(made.fieldname or f"column_{place}", taken)
        out.append(made)
    return out


def of_query(names: Iterable[str]) -> list[Row]:
    """The columns that a query names itself; what it names twice is there twice."""
    made = [_from_text(name) for name in names]
    for place, column in enumerate(made, 1):
        column.fieldname = column.fieldname or f"column_{place}"
    return made


def _from_text(text: str) -> Row:
    label, _colon, rest = text.partition(":")
    kind, _colon, width = rest.partition(":")
    fieldtype, _slash, options = kind.partition("/")
    column = Row(label=_(label), fieldname=scrub(label))
    if rest:
        column.fieldtype = fieldtype or "Data"
    if options:
        column.options = options
    if width:
        column.width = width
    return column


def _from_dict(given: dict[str, Any]) -> Row:
    column = Row(given)
    column.fieldname = cstr(column.fieldname) or scrub(cstr(column.label))
    column.label = cstr(column.label) if column.label is not None else column.fieldname
    kind, slash, options = cstr(column.fieldtype or "Data").partition("/")
    column.fieldtype = kind
    if slash:
        column.options = options
    return column


def _free(name: str, taken: set[str]) -> str:
    """The name, or the name with a number when another column has it."""
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def as_dicts(rows: Iterable[Any], columns: list[Row]) -> list[Any]:
    """Rows given as lists become dictionaries; dictionaries stay."""
    names = [column.fieldname for column in columns]
    out: list[Any] = []
    for row in rows or []:
        if isinstance(row, dict):
            out.append(row)
        elif hasattr(row, "as_dict"):
            out.append(row.as_dict())
        else:
            out.append(dict(zip(names, row, strict=False)))
    return out
