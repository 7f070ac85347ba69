"""Columns, indexes and tables as the engine asks for them; each database has its own words for them."""

from __future__ import annotations

from typing import NamedTuple

TEXTS = ("varchar", "text", "longtext", "json")
WHOLE = ("int", "bigint", "check")
FRACTIONS = ("decimal", "share")


class ColumnType(NamedTuple):
    """A kind of column.

    `kind` is one of TEXTS, WHOLE, FRACTIONS (`share`: 0 to 1 with two decimals), `date`, `datetime`, `time`.
    `length` counts the characters of a `varchar`. `exact` texts compare byte by byte on SQLite.
    """

    kind: str
    length: int = 140
    required: bool = False
    default: int | None = None
    exact: bool = False


class Index(NamedTuple):
    """An index of a table; `group` says who made it, so that it can go when nobody wants it any more."""

    group: str
    name: str
    columns: tuple[str, ...]
    unique: bool = False


class Table(NamedTuple):
    """A table with its primary key. A `compact` one keeps its rows in the key's own tree (SQLite)."""

    name: str
    columns: dict[str, ColumnType]
    key: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    compact: bool = False


def varchar(length: int = 140, *, required: bool = False, exact: bool = False) -> ColumnType:
    """A short text."""
    return ColumnType("varchar", length, required, None, exact)


NAME = varchar(required=True)
NUMBER_NAME = ColumnType("bigint", required=True)
FLAG = ColumnType("int", required=True, default=0)
DATETIME = ColumnType("datetime")
