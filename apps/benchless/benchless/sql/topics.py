"""The table of numbered topics, by which processes tell each other what has changed (see `cache`)."""

from __future__ import annotations

from .columns import ColumnType, Table, varchar

TABLE = "__topic"


def table() -> Table:
    """The table as a new site gets it."""
    columns = {"topic": varchar(exact=True), "number": ColumnType("bigint", required=True)}
    return Table(TABLE, columns, ("topic",), compact=True)
