"""One thread's view of a site's database: statements, transactions, the short ways to single values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw

from ..errors import QueryTimeoutError
from ..values import Row
from . import mariadb
from .connection import open_connection, write_lock
from .statements import CONVERTERS, bind, is_write

Values = Any


def quoted(name: str) -> str:
    """An identifier between back-ticks; a back-tick inside is refused."""
    if "`" in name or "\0" in name:
        raise ValueError(f"bad identifier: {name!r}")
    return f"`{name}`"


class CallbackQueue:
    """Functions to run at one moment of a transaction (`frappe.db.after_commit.add`)."""

    def __init__(self) -> None:
        self._functions: list[Callable[[], Any]] = []

    def add(self, function: Callable[[], Any]) -> None:
        self._functions.append(function)

    def run(self) -> None:
        while self._functions:
            self._functions.pop(0)()

    def reset(self) -> None:
        self._functions.clear()

    def __len__(self) -> int:
        return len(self._functions)


class Database:
    """Reads run in autocommit; the first write takes the fair lock and begins an immediate transaction."""

    db_type = "sqlite"

    def __init__(self, path: Path, now: Callable[[], datetime], synchronous: str = "NORMAL") -> None:
        self.path = path
        self.connection = open_connection(path, now, synchronous)
        self.lock = write_lock(path)
        self.in_transaction = False
        self.before_commit = CallbackQueue()
        self.after_commit = CallbackQueue()
        self.before_rollback = CallbackQueue()
        self.after_rollback = CallbackQueue()
        self.transaction_writes = 0
        self._savepoints = 0

    # statements ---------------------------------------------------------------------------

    def execute(self, text: str, values: tuple[Any, ...] = ()) -> apsw.Cursor:
        """Run one statement in SQLite's own words. A write begins the transaction when none is open."""
        if not self.in_transaction and is_write(text):
            self.begin()
        try:
            return self.connection.execute(text, values)
        except apsw.BusyError as error:
            raise QueryTimeoutError(str(error)) from error

    def rows(self, text: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows as stored (dates are texts)."""
        return self.execute(text, values).fetchall()

    def dicts(self, text: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Rows as attribute dictionaries with typed dates and times."""
        cursor = self.execute(text, values)
        names, converters = _columns(cursor)
        if not names:
            return []
        rows = [Row(zip(names, row, strict=True)) for row in cursor]
        for name, convert in converters:
            for row in rows:
                if type(row[name]) is str:
                    row[name] = convert(row[name])
        return rows

    def sql(
        self,
        query: Any,
        values: Values = (),
        as_dict: bool | int = False,
        as_list: bool | int = False,
        debug: bool | int = False,
        pluck: str | bool | int = False,
        **_ignored: Any,
    ) -> Any:
        """Run MariaDB-flavoured SQL with `%s` or `%(name)s` parameters; tuples, dicts, lists or one
        column.
        """
        text, bound = bind(mariadb.to_sqlite(str(query)), values)
        if as_dict or pluck:
            rows = self.dicts(text, bound)
            return [next(iter(row.values())) for row in rows] if pluck else rows
        cursor = self.execute(text, bound)
        names, converters = _columns(cursor)
        out = [list(row) for row in cursor] if names else []
        positions = [(names.index(name), convert) for name, convert in converters]
        for row in out:
            for position, convert in positions:
                if type(row[position]) is str:
                    row[position] = convert(row[position])
        return out if as_list else tuple(map(tuple, out))

    def sql_list(self, query: Any, values: Values = (), **kwargs: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self.sql(query, values, **kwargs)]

    def sql_ddl(self, query: str) -> None:
        """Run a statement that changes tables."""
        self.execute(mariadb.to_sqlite(query))

    # transactions -------------------------------------------------------------------------

    def begin(self) -> None:
        """Take the writers' turn. Nothing happens inside a transaction."""
        if self.in_transaction:
            return
        self.lock.acquire()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except BaseException:
            self.lock.release()
            raise
        self.in_transaction = True

    def commit(self, chain: bool = False) -> None:
        """Make the work durable, then run what waited for it."""
        self.before_commit.run()
        self.before_rollback.reset()
        self.after_rollback.reset()
        self._end("COMMIT")
        self.after_commit.run()

    def rollback(self, save_point: str | None = None, chain: bool = False) -> None:
        """Undo everything since the last commit, or since `save_point`."""
        if save_point:
            self.connection.execute(f"ROLLBACK TO {quoted(save_point)}")
            return
        self.before_rollback.run()
        self.before_commit.reset()
        self.after_commit.reset()
        self._end("ROLLBACK")
        self.after_rollback.run()

    def _end(self, word: str) -> None:
        if not self.in_transaction:
            return
        try:
            self.connection.execute(word)
        except BaseException:
            if word == "COMMIT":
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self.in_transaction = False
            self.transaction_writes = 0
            self.lock.release()

    def savepoint(self, save_point: str) -> None:
        """Mark a point to go back to."""
        self.begin()
        self.connection.execute(f"SAVEPOINT {quoted(save_point)}")

    def release_savepoint(self, save_point: str) -> None:
        self.connection.execute(f"RELEASE {quoted(save_point)}")

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A block whose writes vanish when it raises; the transaction around it goes on."""
        self._savepoints += 1
        name = f"attempt_{self._savepoints}"
        self.savepoint(name)
        try:
            yield
        except BaseException:
            self.connection.execute(f"ROLLBACK TO {quoted(name)}")
            self.connection.execute(f"RELEASE {quoted(name)}")
            raise
        self.connection.execute(f"RELEASE {quoted(name)}")

    def close(self) -> None:
        self.rollback()
        self.connection.close()

    def optimize(self) -> None:
        """Let SQLite look at what is in the tables, so that it chooses the right index among several."""
        self.connection.execute("PRAGMA analysis_limit=1000")
        self.connection.execute("PRAGMA optimize=0x10002")

    # tables -------------------------------------------------------------------------------

    def get_tables(self, cached: bool = True) -> list[str]:
        """Names of all tables."""
        return [row[0] for row in self.rows("SELECT name FROM sqlite_master WHERE type='table'")]

    def has_table(self, table: str) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE type='table' AND name=?", (table,)))

    def columns_of(self, table: str) -> dict[str, str]:
        """Column name → declared type of a table; empty when there is no such table."""
        return {row[1]: row[2] for row in self.rows(f"PRAGMA table_info({quoted(table)})")}

    def data_version(self) -> int:
        """A number that moves when another connection has committed."""
        return int(self.connection.pragma("data_version"))

    def bulk(self, text: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """One prepared write for many rows."""
        self.begin()
        self.connection.executemany(text, rows)


def _columns(cursor: apsw.Cursor) -> tuple[list[str], list[tuple[str, Callable[[str], Any]]]]:
    try:
        description = cursor.get_description()
    except apsw.ExecutionCompleteError:
        return [], []
    names = [column[0] for column in description]
    converters: list[tuple[str, Callable[[str], Any]]] = [
        (column[0], CONVERTERS[column[1]]) for column in description if column[1] in CONVERTERS
    ]
    return names, converters
