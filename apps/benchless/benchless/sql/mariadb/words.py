"""The engine's statements in the words that PyMySQL takes, and values of apps as it can write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..statements import to_sql

PIECES = re.compile(r"""'(?:[^'\\]|\\.|'')*' | "(?:[^"\\]|\\.|"")*" | `[^`]*` | \? | %""", re.X | re.S)
BARE = re.compile(r"%%|%(?!s|\(\w+\)s)")
NAMED = re.compile(r"%\((\w+)\)s")
CHANGES_TABLES = re.compile(r"\s*(create(?!\s+temporary)|alter|drop(?!\s+temporary)|truncate|rename)\b", re.I)


@lru_cache(maxsize=4000)
def native(text: str) -> str:
    """`?` → `%s`; a percent sign is doubled."""
    return PIECES.sub(_piece, text)


def _piece(found: re.Match[str]) -> str:
    piece = found.group()
    return "%s" if piece == "?" else piece.replace("%", "%%")


def changes_tables(text: str) -> bool:
    """Whether a statement ends the running transaction by itself."""
    return CHANGES_TABLES.match(text) is not None


@lru_cache(maxsize=2000)
def formatted(query: str) -> str:
    """Text of an app that comes with values: a `%` that stands for nothing is doubled."""
    return BARE.sub("%%", query)


def arguments(query: str, values: Any) -> Any:
    """Values of `frappe.db.sql` for PyMySQL; None when there are none, so that `%` needs no doubling."""
    if values is None or values == ():
        return None
    if isinstance(values, Mapping):
        return {name: plain(values[name]) for name in NAMED.findall(query)}
    if not isinstance(values, Sequence) or isinstance(values, str | bytes):
        values = (values,)
    return tuple(map(plain, values))


def plain(value: Any) -> Any:
    """One value; a list becomes a bracketed row of values."""
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(to_sql(one) for one in value) or (None,)
    return to_sql(value)
