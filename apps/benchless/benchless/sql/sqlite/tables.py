"""Tables of an SQLite file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..columns import TEXTS, WHOLE, ColumnType, Index, Table
from ..names import listed, quoted
from ..tables import Tables

if TYPE_CHECKING:
    from .database import SqliteDatabase

TYPES = {"date": "DATE", "datetime": "TIMESTAMP", "time": "TIME"}


def definition(column: ColumnType) -> str:
    """SQLite's words for a column. Texts compare without regard to (ASCII) case, as MariaDB's do."""
    if column.kind in TEXTS:
        words = "TEXT" if column.exact else "TEXT COLLATE NOCASE"
    else:
        words = TYPES.get(column.kind) or ("INTEGER" if column.kind in WHOLE else "REAL")
    if column.required:
        words += " NOT NULL"
    return words if column.default is None else f"{words} DEFAULT {column.default}"


class SqliteTables(Tables):
    """Reads `sqlite_master`; rebuilds a table when a column changes its type."""

    def __init__(self, database: SqliteDatabase) -> None:
        self.database = database

    def names(self) -> list[str]:
        return [row[0] for row in self.database.rows("SELECT name FROM sqlite_master WHERE type='table'")]

    def has(self, table: str) -> bool:
        return bool(self.database.rows("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", (table,)))

    def columns(self, table: str) -> dict[str, str]:
        return {row[1]: row[2] for row in self.database.rows(f"PRAGMA table_info({quoted(table)})")}

    def create(self, table: Table) -> None:
        self._create(table.name, {name: definition(one) for name, one in table.columns.items()}, table)
        for index in table.indexes:
            name = self.index_name(table.name, index)
            self.create_index(table.name, name, index.columns, unique=index.unique)

    def _create(self, name: str, columns: dict[str, str], table: Table) -> None:
        parts = []
        for column, words in columns.items():
            own = " PRIMARY KEY" if table.key == (column,) else ""
            parts.append(f"{quoted(column)} {words}{own}")
        if len(table.key) > 1:
            parts.append(f"PRIMARY KEY ({listed(table.key)})")
        tail = " WITHOUT ROWID" if table.compact else ""
        self.database.execute(f"CREATE TABLE {quoted(name)} ({', '.join(parts)}){tail}")

    def follow(self, table: Table) -> None:
        existing = self.columns(table.name)
        wanted = {name: definition(one) for name, one in table.columns.items()}
        lowered = {column.lower() for column in existing}
        for column, words in wanted.items():
            if column.lower() not in lowered:
                self.database.execute(f"ALTER TABLE {quoted(table.name)} ADD COLUMN {quoted(column)} {words}")
        if any(
            _storage(words) != _storage(existing[column])
            for column, words in wanted.items()
            if column in existing
        ):
            self._rebuild(table, existing, wanted)

    def _rebuild(self, table: Table, existing: dict[str, str], wanted: dict[str, str]) -> None:
        """SQLite cannot change a column's type: copy into a new table. Columns nobody wants are kept."""
        kept = {column: kind for column, kind in existing.items() if column not in wanted}
        scratch = f"{table.name}__new"
        self._create(scratch, {**wanted, **kept}, table)
        values = ", ".join(_cast(column, wanted.get(column, existing[column])) for column in existing)
        old, new = quoted(table.name), quoted(scratch)
        self.database.execute(f"INSERT INTO {new} ({listed([*existing])}) SELECT {values} FROM {old}")
        self.database.execute(f"DROP TABLE {old}")
        self.database.execute(f"ALTER TABLE {new} RENAME TO {old}")

    def indexes(self, table: str) -> dict[str, tuple[str, ...]]:
        found = self.database.rows(
            "SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=?", (table,)
        )
        return {name: self._columns_of(name) for (name,) in found}

    def _columns_of(self, index: str) -> tuple[str, ...]:
        return tuple(row[2] for row in self.database.rows(f"PRAGMA index_info({quoted(index)})"))

    def index_name(self, table: str, index: Index) -> str:
        """Names of indexes are shared by the whole file."""
        return ":".join(part for part in (index.group, table, index.name) if part)

    def create_index(self, table: str, name: str, columns: Iterable[str], *, unique: bool = False) -> None:
        word = "UNIQUE INDEX" if unique else "INDEX"
        self.database.execute(
            f"CREATE {word} IF NOT EXISTS {quoted(name)} ON {quoted(table)} ({listed([*columns])})"
        )

    def drop_index(self, table: str, name: str) -> None:
        self.database.execute(f"DROP INDEX IF EXISTS {quoted(name)}")

    def drop_column(self, table: str, column: str) -> None:
        for name, columns in self.indexes(table).items():
            if column in columns:
                self.drop_index(table, name)
        self.database.execute(f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(column)}")

    def change_type(self, table: str, column: str, kind: str, *, nullable: bool = False) -> None:
        """A new column takes the old one's values and its name; what had it in an index has it again."""
        name, fresh = quoted(table), quoted(f"{column}__new")
        words = words_of(kind)
        broken = {one: columns for one, columns in self.indexes(table).items() if column in columns}
        unique = {row[1] for row in self.database.rows(f"PRAGMA index_list({name})") if row[2]}
        self.database.execute(f"ALTER TABLE {name} ADD COLUMN {fresh} {words}")
        self.database.execute(f"UPDATE {name} SET {fresh}={_cast(column, words)}")
        self.drop_column(table, column)
        self.database.execute(f"ALTER TABLE {name} RENAME COLUMN {fresh} TO {quoted(column)}")
        for index, columns in broken.items():
            self.create_index(table, index, columns, unique=index in unique)

    def rename(self, old: str, new: str) -> None:
        """The indexes are made anew by the next look at the DocType: their names hold the table's."""
        for name in self.indexes(old):
            if not name.startswith("sqlite_"):
                self.database.execute(f"DROP INDEX {quoted(name)}")
        self.database.execute(f"ALTER TABLE {quoted(old)} RENAME TO {quoted(new)}")

    def drop(self, table: str) -> None:
        self.database.execute(f"DROP TABLE IF EXISTS {quoted(table)}")


WORDS = (
    (("int", "bigint", "tinyint", "smallint", "mediumint"), "INTEGER"),
    (("decimal", "float", "double", "real", "numeric"), "REAL"),
    (("datetime", "timestamp"), "TIMESTAMP"),
    (("date",), "DATE"),
    (("time",), "TIME"),
)


def words_of(kind: str) -> str:
    """What SQLite calls a type of MariaDB."""
    word = re.split(r"[\s(]", kind.strip().lower(), maxsplit=1)[0]
    return next((found for words, found in WORDS if word in words), "TEXT COLLATE NOCASE")


def _storage(words: str) -> str:
    return re.split(r"[\s(]", words.strip().upper(), maxsplit=1)[0] if words else "TEXT"


def _cast(column: str, words: str) -> str:
    kind = _storage(words)
    if kind in ("INTEGER", "REAL"):
        value = f"CAST({quoted(column)} AS {kind})"
        return f"IFNULL({value}, 0)" if "NOT NULL" in words else value
    return quoted(column)
