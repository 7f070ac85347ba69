"""Tables of a MariaDB database, laid out as Frappe's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..columns import ColumnType, Index, Table
from ..names import listed, quoted
from ..tables import Tables

if TYPE_CHECKING:
    from .database import MariadbDatabase

TYPES = {
    "text": "text",
    "longtext": "longtext",
    "json": "json",
    "int": "int(11)",
    "bigint": "bigint(20)",
    "check": "int(1)",
    "decimal": "decimal(21,9)",
    "share": "decimal(3,2)",
    "date": "date",
    "datetime": "datetime(6)",
    "time": "time(6)",
}
LONGEST_NAME = 64
# Characters of a long text that an index holds.
PREFIX = 140
# What a column may keep although less is wanted.
ROOMIER = {
    "text": ("mediumtext", "longtext"),
    "int(11)": ("bigint(20)",),
    "int(1)": ("int(11)", "bigint(20)"),
}
NAMED_TABLE = re.compile(
    r"\s*(?:insert|replace|update)\s+(?:ignore\s+)?(?:into\s+)?(?:`([^`]+)`|(\w+))", re.IGNORECASE
)


def type_of(column: ColumnType) -> str:
    """`varchar(140)`, `decimal(21,9)` …"""
    return f"varchar({column.length or 140})" if column.kind == "varchar" else TYPES[column.kind]


def definition(column: ColumnType) -> str:
    """Type, NOT NULL and default."""
    words = type_of(column)
    if column.required:
        words += " NOT NULL"
    return words if column.default is None else f"{words} DEFAULT {column.default}"


class MariadbTables(Tables):
    """Asks `information_schema`; remembers which tables are there."""

    def __init__(self, database: MariadbDatabase) -> None:
        self.database = database
        self._known: set[str] = set()

    def forget(self) -> None:
        """Tables may have come or gone."""
        self._known.clear()

    def names(self) -> list[str]:
        return [
            row[0]
            for row in self.database.rows(
                "SELECT table_name FROM information_schema.tables "
                "WHERE table_schema=DATABASE() AND table_type='BASE TABLE'"
            )
        ]

    def has(self, table: str) -> bool:
        if table not in self._known:
            found = self.database.rows(
                "SELECT table_name FROM information_schema.tables "
                "WHERE table_schema=DATABASE() AND table_name=?",
                (table,),
            )
            self._known.update(row[0] for row in found)
        return table in self._known

    def columns(self, table: str) -> dict[str, str]:
        return dict(
            self.database.rows(
                "SELECT column_name, column_type FROM information_schema.columns "
                "WHERE table_schema=DATABASE() AND table_name=? ORDER BY ordinal_position",
                (table,),
            )
        )

    def create(self, table: Table) -> None:
        parts = [f"{quoted(name)} {definition(one)}" for name, one in table.columns.items()]
        if table.key:
            parts.append(f"PRIMARY KEY ({listed(table.key)})")
        types = {name: type_of(one) for name, one in table.columns.items()}
        for index in table.indexes:
            word = "UNIQUE KEY" if index.unique else "KEY"
            name = quoted(self.index_name(table.name, index))
            parts.append(f"{word} {name} ({_indexed(index.columns, types, unique=index.unique)})")
        self.database.execute(
            f"CREATE TABLE {quoted(table.name)} ({', '.join(parts)}) ENGINE=InnoDB ROW_FORMAT=DYNAMIC "
            f"CHARACTER SET=utf8mb4 COLLATE={self.database.address.collation}"
        )

    def follow(self, table: Table) -> None:
        existing = {name.lower(): kind for name, kind in self.columns(table.name).items()}
        changes, empty = [], []
        for name, column in table.columns.items():
            before = existing.get(name.lower())
            if before is None:
                changes.append(f"ADD COLUMN {quoted(name)} {definition(column)}")
            elif not _holds(before, type_of(column)):
                changes.append(f"MODIFY {quoted(name)} {definition(column)}")
                if column.required and column.default is not None:
                    empty.append((quoted(name), column.default))
        if changes:
            self._alter(table.name, changes, empty)

    def _alter(self, table: str, changes: list[str], empty: list[tuple[str, int]]) -> None:
        """Texts become numbers as far as they are some, as on SQLite; nothing empty stays in a number."""
        self.database.execute("SET @before=@@sql_mode, SESSION sql_mode=''")
        try:
            for name, value in empty:
                self.database.execute(f"UPDATE {quoted(table)} SET {name}={value} WHERE {name} IS NULL")
            self.database.execute(f"ALTER TABLE {quoted(table)} {', '.join(changes)}")
        finally:
            self.database.execute("SET SESSION sql_mode=@before")

    def indexes(self, table: str) -> dict[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        for name, column in self.database.rows(
            "SELECT index_name, column_name FROM information_schema.statistics "
            "WHERE table_schema=DATABASE() AND table_name=? ORDER BY index_name, seq_in_index",
            (table,),
        ):
            out[name] = (*out.get(name, ()), column)
        return out

    def index_name(self, table: str, index: Index) -> str:
        return short(f"{index.group}:{index.name}" if index.group else index.name)

    def create_index(self, table: str, name: str, columns: Iterable[str], *, unique: bool = False) -> None:
        """Asks first: even `IF NOT EXISTS` commits what the transaction has done so far."""
        if short(name) in self.indexes(table):
            return
        word = "UNIQUE INDEX" if unique else "INDEX"
        parts = _indexed(tuple(columns), self.columns(table), unique=unique)
        self.database.execute(
            f"CREATE {word} IF NOT EXISTS {quoted(short(name))} ON {quoted(table)} ({parts})"
        )

    def drop_index(self, table: str, name: str) -> None:
        self.database.execute(f"DROP INDEX IF EXISTS {quoted(name)} ON {quoted(table)}")

    def drop_column(self, table: str, column: str) -> None:
        self._alter(table, [f"DROP COLUMN {quoted(column)}"], [])

    def change_type(self, table: str, column: str, kind: str, *, nullable: bool = False) -> None:
        self._alter(table, [f"MODIFY {quoted(column)} {kind} {'NULL' if nullable else 'NOT NULL'}"], [])

    def rename(self, old: str, new: str) -> None:
        self.database.execute(f"RENAME TABLE {quoted(old)} TO {quoted(new)}")

    def drop(self, table: str) -> None:
        self.database.execute(f"DROP TABLE IF EXISTS {quoted(table)}")

    def last_column(self, statement: str, key: str) -> str:
        """The last column of the index that a statement ran into."""
        found = NAMED_TABLE.match(statement)
        if key == "PRIMARY" or not found:
            return "name"
        return (self.indexes(found[1] or found[2]).get(key) or (key.rsplit(":", 1)[-1],))[-1]


def short(name: str) -> str:
    """A name that MariaDB takes: at most 64 characters."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:50]}~{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _indexed(columns: tuple[str, ...], types: Mapping[str, str], *, unique: bool) -> str:
    """Columns of an index; of long texts only the beginning, unless all of it must be unique."""
    return ", ".join(
        f"{quoted(column)}({PREFIX})" if _is_long(types.get(column, "")) and not unique else quoted(column)
        for column in columns
    )


def _is_long(kind: str) -> bool:
    if kind.startswith("varchar("):
        return int(kind[8:-1]) > 255
    return kind.endswith("text") or kind == "json"


def _holds(existing: str, wanted: str) -> bool:
    """Whether a column can stay as it is."""
    if existing == wanted or existing in ROOMIER.get(wanted, ()):
        return True
    if wanted == "json":
        return existing == "longtext"
    if not wanted.startswith("varchar("):
        return False
    if existing.startswith("varchar("):
        return int(existing[8:-1]) >= int(wanted[8:-1])
    return existing.endswith("text")  # nothing that is stored must be cut


__all__ = ["MariadbTables", "definition", "type_of"]
