"""SQLite behind the engine's interface: reads in autocommit, writers one after the other."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import apsw

from ...errors import QueryTimeoutError
from ...values import Row
from .. import problems
from ..database import Answer, Cells, Database, Values
from ..names import listed, quoted
from ..statements import CONVERTERS, bind, is_write
from . import translation
from .connection import keep_plans, open_connection, write_lock
from .tables import SqliteTables

# A longer list of members is handed over as one JSON text.
MANY = 50
STEPS = 50_000
Converters = list[tuple[int, Callable[[str], Any]]]


class SqliteDatabase(Database):
    """The first write takes the fair lock and begins an immediate transaction."""

    db_type = "sqlite"
    locking = ""

    def __init__(
        self, path: Path, now: Callable[[], datetime], synchronous: str = "NORMAL", *, alone: bool = False
    ) -> None:
        super().__init__()
        self.path = path
        try:
            self.connection = open_connection(path, now, synchronous, alone=alone)
        except apsw.Error as error:
            refuse(error)
        self.lock = write_lock(path)
        self.tables = SqliteTables(self)

    # statements ---------------------------------------------------------------------------

    def cursor(self, text: str, values: Cells = ()) -> apsw.Cursor:
        """Run one statement in SQLite's own words."""
        if not self.in_transaction and is_write(text):
            self.begin()
        try:
            if "` LIKE ?" in text and may_use_index(text, values):
                return self._planned_anew(text, values)
            return self.connection.execute(text, values)
        except apsw.Error as error:
            refuse(error)
        except OverflowError as error:  # a number of more than 64 bits
            raise problems.BadValue(str(error)) from error

    def _planned_anew(self, text: str, values: Cells) -> apsw.Cursor:
        keep_plans(self.connection, False)
        try:
            return self.connection.execute(text + " ", values)  # a statement of its own in the cache
        finally:
            keep_plans(self.connection, True)

    def execute(self, text: str, values: Cells = ()) -> None:
        self.cursor(text, values)

    def rows(self, text: str, values: Cells = ()) -> list[Cells]:
        try:
            return self.cursor(text, values).fetchall()
        except apsw.Error as error:
            refuse(error)

    def stream(self, text: str, size: int = 1000) -> Iterator[list[Cells]]:
        cursor = self.cursor(text)
        while rows := list(islice(cursor, size)):
            yield rows

    def dicts(self, text: str, values: Cells = ()) -> list[Row]:
        names, rows = self._typed(text, values)
        return [Row(zip(names, row, strict=True)) for row in rows]

    def answer(self, query: str, values: Values, *, named: bool = False) -> Answer:
        text, bound = bind(translation.to_sqlite(query), values)
        names, rows = self._typed(text, bound)
        return names or (self._names(text, bound) if named else []), rows

    def _typed(self, text: str, values: Cells) -> Answer:
        cursor = self.cursor(text, values)
        try:
            names, converters = _columns(cursor)
            rows = [list(row) for row in cursor] if names else []
        except apsw.Error as error:
            refuse(error)
        for row in rows:
            for position, convert in converters:
                if type(row[position]) is str:
                    row[position] = convert(row[position])
        return names, rows

    def _names(self, text: str, values: Cells) -> list[str]:
        """Columns of a query without rows: one empty row is joined to it."""
        bare = text.rstrip().rstrip(";")
        try:
            cursor = self.connection.execute(f"SELECT * FROM (SELECT 1) LEFT JOIN ({bare})", values)
        except apsw.Error:
            return []
        return [column[0] for column in cursor.get_description()][1:]

    def bulk(self, text: str, rows: Iterable[Cells]) -> None:
        self.begin()
        try:
            self.connection.executemany(text, rows)
        except apsw.Error as error:
            refuse(error)

    def sql_ddl(self, query: str) -> None:
        self.execute(translation.to_sqlite(query))

    @contextmanager
    def read_only(self, timeout: float) -> Iterator[None]:
        deadline = time.monotonic() + timeout
        self.connection.execute("PRAGMA query_only=1")
        self.connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
        try:
            yield
        finally:
            self.connection.set_progress_handler(None)
            self.connection.execute("PRAGMA query_only=0")

    # pieces of statements -----------------------------------------------------------------

    def members(self, values: list[Any]) -> tuple[str, Cells]:
        if len(values) > MANY:
            return "(SELECT value FROM json_each(?))", (json.dumps(values, default=str),)
        return f"({','.join('?' * len(values))})", tuple(values)

    def condition(self, text: str) -> str:
        return translation.to_sqlite(text)

    # writes -------------------------------------------------------------------------------

    def put(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        columns = [*key, *values]
        changes = ", ".join(f"{quoted(name)}=excluded.{quoted(name)}" for name in values)
        self.execute(
            f"INSERT INTO {quoted(table)} ({listed(columns)}) VALUES ({', '.join('?' * len(columns))}) "
            f"ON CONFLICT ({listed([*key])}) DO UPDATE SET {changes}",
            (*key.values(), *values.values()),
        )

    def insert_missing(self, table: str, columns: list[str], rows: Iterable[Cells]) -> None:
        marks = ", ".join("?" * len(columns))
        self.bulk(f"INSERT OR IGNORE INTO {quoted(table)} ({listed(columns)}) VALUES ({marks})", rows)

    def count_up(self, table: str, key: Mapping[str, Any], column: str) -> int:
        number = quoted(column)
        found = self.rows(
            f"INSERT INTO {quoted(table)} ({listed([*key])}, {number}) VALUES ({'?, ' * len(key)}1) "
            f"ON CONFLICT ({listed([*key])}) DO UPDATE SET {number} = {number} + 1 RETURNING {number}",
            tuple(key.values()),
        )
        return int(found[0][0])

    # transactions -------------------------------------------------------------------------

    def _start(self) -> None:
        self.lock.acquire()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except BaseException as error:
            self.lock.release()
            if isinstance(error, apsw.Error):
                refuse(error)
            raise

    def _finish(self, word: str) -> None:
        try:
            self.connection.execute(word)
        except BaseException:
            if word == "COMMIT":
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self.lock.release()

    def _command(self, text: str) -> None:
        self.connection.execute(text)

    def close(self) -> None:
        self.rollback()
        self.connection.close()

    def optimize(self) -> None:
        self.connection.execute("PRAGMA analysis_limit=1000")
        self.connection.execute("PRAGMA optimize=0x10002")

    def data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").get)


def may_use_index(text: str, values: Cells) -> bool:
    """Whether an index may serve a `LIKE ?`: on its own, with a value that says how a name begins."""
    return " OR " not in text and any(
        isinstance(value, str) and value[-1:] == "%" and value[0] not in "%_" for value in values
    )


def refuse(error: apsw.Error) -> NoReturn:
    """SQLite's error in the words of `problems`."""
    text = str(error)
    if isinstance(error, apsw.ConstraintError):
        if "UNIQUE" in text or "PRIMARY KEY" in text:
            raise problems.DuplicateKey(text, text.rsplit(".", 1)[-1] if "." in text else "name") from error
        raise problems.BadValue(text) from error
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        raise QueryTimeoutError(text) from error
    if isinstance(error, apsw.InterruptError):
        raise QueryTimeoutError(text) from error
    if isinstance(error, apsw.ReadOnlyError):
        raise problems.ReadOnly(text) from error
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        raise problems.BrokenFile(text) from error
    if isinstance(error, apsw.SQLError):
        raise _bad_statement(text) from error
    raise error


def _bad_statement(text: str) -> problems.BadStatement:
    if "no such column" in text:
        return problems.UnknownColumn(text)
    return problems.UnknownTable(text) if "no such table" in text else problems.BadStatement(text)


def _columns(cursor: apsw.Cursor) -> tuple[list[str], Converters]:
    try:
        description = cursor.get_description()
    except apsw.ExecutionCompleteError:
        return [], []
    converters: Converters = [
        (place, CONVERTERS[column[1]]) for place, column in enumerate(description) if column[1] in CONVERTERS
    ]
    return [column[0] for column in description], converters
