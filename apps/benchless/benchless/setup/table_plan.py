"""The tables of a site as another database has to make them."""

from __future__ import annotations

from ..schema.store import find_meta
from ..schema.tables import wanted_table
from ..sql import topics
from ..sql.columns import ColumnType, Table, varchar
from ..sql.database import Database
from ..sql.names import quoted
from .plain_tables import PLAIN_TABLES

# What a column of SQLite becomes when no DocType knows it any more.
LEFT_OVER = {
    "INTEGER": ColumnType("bigint"),
    "REAL": ColumnType("decimal"),
    "DATE": ColumnType("date"),
    "TIMESTAMP": ColumnType("datetime"),
    "TIME": ColumnType("time"),
}
LARGEST_INT = 2**31 - 1
LARGEST_TEXT = 65_535
LONGEST_VARCHAR = 1_000


def planned_tables(db: Database) -> list[Table]:
    """Every table of the site with columns that are wide enough for what is stored."""
    known = {table.name: table for table in (*PLAIN_TABLES, topics.table())}
    return [_planned(db, name, known) for name in sorted(db.get_tables()) if not name.startswith("sqlite_")]


def _planned(db: Database, name: str, known: dict[str, Table]) -> Table:
    meta = find_meta(name.removeprefix("tab")) if name.startswith("tab") and name not in known else None
    stored = db.columns_of(name)
    if meta is not None and not meta["issingle"]:
        wanted = wanted_table(meta)
    else:
        wanted = known.get(name) or Table(name, {})
    given = {column.lower(): kind for column, kind in wanted.columns.items()}
    columns = {column: given.get(column.lower()) or _left_over(kind) for column, kind in stored.items()}
    missing = {column: kind for column, kind in wanted.columns.items() if column not in columns}
    return wanted._replace(columns={**_roomy(db, name, columns), **missing})


def _left_over(declared: str) -> ColumnType:
    return LEFT_OVER.get(declared.split(" ")[0].upper(), ColumnType("longtext"))


def _roomy(db: Database, table: str, columns: dict[str, ColumnType]) -> dict[str, ColumnType]:
    """The same columns, wider where something stored would not fit."""
    asked = [name for name, kind in columns.items() if kind.kind in ("varchar", "text", "int")]
    if not asked:
        return columns
    sizes = ", ".join(_size(name, columns[name]) for name in asked)
    found = db.rows(f"SELECT {sizes} FROM {quoted(table)}")[0]
    return {
        **columns,
        **{name: _fitting(columns[name], int(size or 0)) for name, size in zip(asked, found, strict=True)},
    }


def _size(name: str, column: ColumnType) -> str:
    """Characters of a short text, bytes of a long one, size of a number."""
    if column.kind == "int":
        return f"MAX(ABS({quoted(name)}))"
    return (
        f"MAX(LENGTH({quoted(name)}))"
        if column.kind == "varchar"
        else f"MAX(LENGTH(CAST({quoted(name)} AS BLOB)))"
    )


def _fitting(column: ColumnType, size: int) -> ColumnType:
    if column.kind == "int":
        return column._replace(kind="bigint") if size > LARGEST_INT else column
    if column.kind == "text":
        return column._replace(kind="longtext") if size > LARGEST_TEXT else column
    if size <= column.length:
        return column
    return varchar(size, required=column.required) if size <= LONGEST_VARCHAR else ColumnType("longtext")
