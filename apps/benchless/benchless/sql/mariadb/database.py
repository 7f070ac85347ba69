"""MariaDB behind the engine's interface: reads in autocommit, writers lock the rows they touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn

import pymysql
from pymysql.constants import FIELD_TYPE

from ...errors import QueryDeadlockError
from ...values import Row
from ..database import Answer, Cells, Database, Values
from ..names import listed, quoted
from ..statements import is_write, to_date, to_datetime, to_time
from ..topics import TABLE as TOPICS
from . import errors
from .connection import Address, connect
from .tables import MariadbTables
from .words import arguments, changes_tables, formatted, native

CONVERTERS: dict[Any, Callable[[str], Any]] = {
    FIELD_TYPE.DATE: to_date,
    FIELD_TYPE.DATETIME: to_datetime,
    FIELD_TYPE.TIMESTAMP: to_datetime,
    FIELD_TYPE.TIME: to_time,
}


class MariadbDatabase(Database):
    """Transactions are READ COMMITTED: what is read after a lock is what was committed last."""

    db_type = "mariadb"
    locking = " FOR UPDATE"

    def __init__(self, address: Address, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.address = address
        self.now = now
        self.connection = connect(address, now)
        self.tables: MariadbTables = MariadbTables(self)
        self._marks: list[str] = []
        self._broken: Exception | None = None
        self._version = 0
        self.table_changes = 0

    # statements ---------------------------------------------------------------------------

    def cursor(self, text: str, values: Any) -> pymysql.cursors.Cursor:
        """Run one statement in PyMySQL's words. A change of tables commits what was done before it."""
        if self._broken is not None:
            raise QueryDeadlockError("the transaction was rolled back by the database") from self._broken
        changing = changes_tables(text)
        if not self.in_transaction and not changing and is_write(text):
            self.begin()
        try:
            cursor: pymysql.cursors.Cursor = self.connection.cursor()
            cursor.execute(text, values)
        except pymysql.MySQLError as error:
            self._refuse(error, text)
        if changing:
            self._go_on()
        return cursor

    def _refuse(self, error: pymysql.MySQLError, text: str) -> NoReturn:
        out = errors.translated(error, lambda key: self.tables.last_column(text, key))
        if isinstance(out, QueryDeadlockError) and self.in_transaction:
            self._broken = out
        raise out from error

    def _go_on(self) -> None:
        """Tables were changed, which ended the transaction: open the next one, with the same points."""
        self.tables.forget()
        self.table_changes += 1
        if self.in_transaction:
            self._start()
            for name in self._marks:
                self._run(f"SAVEPOINT {quoted(name)}")

    def execute(self, text: str, values: Cells = ()) -> None:
        self.cursor(native(text) if values else text, values or None)

    def rows(self, text: str, values: Cells = ()) -> list[Cells]:
        return list(self.cursor(native(text) if values else text, values or None).fetchall())

    def stream(self, text: str, size: int = 1000) -> Iterator[list[Cells]]:
        with self.connection.cursor(pymysql.cursors.SSCursor) as cursor:
            cursor.execute(text)
            while rows := cursor.fetchmany(size):
                yield list(rows)

    def dicts(self, text: str, values: Cells = ()) -> list[Row]:
        names, rows = self._typed(native(text) if values else text, values or None)
        return [Row(zip(names, row, strict=True)) for row in rows]

    def answer(self, query: str, values: Values, *, named: bool = False) -> Answer:
        bound = arguments(query, values)
        return self._typed(query if bound is None else formatted(query), bound)

    def _typed(self, text: str, values: Any) -> Answer:
        cursor = self.cursor(text, values)
        description = cursor.description or ()
        rows = [list(row) for row in cursor.fetchall()] if description else []
        converters = [
            (place, CONVERTERS[column[1]])
            for place, column in enumerate(description)
            if column[1] in CONVERTERS
        ]
        for row in rows:
            for position, convert in converters:
                if row[position] is not None:
                    row[position] = convert(row[position])
        return [column[0] for column in description], rows

    def bulk(self, text: str, rows: Iterable[Cells]) -> None:
        self.begin()
        try:
            with self.connection.cursor() as cursor:
                cursor.executemany(native(text), list(rows))
        except pymysql.MySQLError as error:
            self._refuse(error, text)

    def sql_ddl(self, query: str) -> None:
        self.cursor(query, None)

    @contextmanager
    def read_only(self, timeout: float) -> Iterator[None]:
        """Inside a transaction that has written already, only the time is limited."""
        alone = not self.in_transaction
        self._run(f"SET SESSION max_statement_time={float(timeout)}")
        if alone:
            self._run("START TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if alone:
                self._run("ROLLBACK")
            self._run("SET SESSION max_statement_time=0")

    # pieces of statements -----------------------------------------------------------------

    def members(self, values: list[Any]) -> tuple[str, Cells]:
        return f"({','.join('?' * len(values))})", tuple(values)

    def condition(self, text: str) -> str:
        return text

    # writes -------------------------------------------------------------------------------

    def put(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        columns = [*key, *values]
        changes = ", ".join(f"{quoted(name)}=VALUES({quoted(name)})" for name in values)
        self.execute(
            f"INSERT INTO {quoted(table)} ({listed(columns)}) VALUES ({', '.join('?' * len(columns))}) "
            f"ON DUPLICATE KEY UPDATE {changes}",
            (*key.values(), *values.values()),
        )

    def insert_missing(self, table: str, columns: list[str], rows: Iterable[Cells]) -> None:
        marks, first = ", ".join("?" * len(columns)), quoted(columns[0])
        self.bulk(
            f"INSERT INTO {quoted(table)} ({listed(columns)}) VALUES ({marks}) "
            f"ON DUPLICATE KEY UPDATE {first}={first}",
            rows,
        )

    def count_up(self, table: str, key: Mapping[str, Any], column: str) -> int:
        number = quoted(column)
        self.execute(
            f"INSERT INTO {quoted(table)} ({listed([*key])}, {number}) VALUES ({'?, ' * len(key)}1) "
            f"ON DUPLICATE KEY UPDATE {number} = {number} + 1",
            tuple(key.values()),
        )
        where = " AND ".join(f"{quoted(name)}=?" for name in key)
        found = self.rows(f"SELECT {number} FROM {quoted(table)} WHERE {where}", tuple(key.values()))
        return int(found[0][0])

    # transactions -------------------------------------------------------------------------

    def _run(self, text: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(text)

    def _start(self) -> None:
        try:
            self._run("START TRANSACTION")
        except pymysql.MySQLError as error:
            self._refuse(error, "")

    def _finish(self, word: str) -> None:
        broken, self._broken = self._broken, None
        self._marks.clear()
        try:
            self._run(word if broken is None else "ROLLBACK")
        except pymysql.MySQLError as error:
            if word == "COMMIT" or not errors.is_lost(error):
                self._refuse(error, "")
        if broken is not None and word == "COMMIT":
            raise QueryDeadlockError("the transaction was rolled back by the database") from broken

    def _command(self, text: str) -> None:
        if self._broken is not None:
            raise QueryDeadlockError("the transaction was rolled back by the database") from self._broken
        try:
            self._run(text)
        except pymysql.MySQLError as error:
            self._refuse(error, text)

    def savepoint(self, save_point: str) -> None:
        super().savepoint(save_point)
        self._marks.append(save_point)

    def release_savepoint(self, save_point: str) -> None:
        if save_point in self._marks:
            del self._marks[self._marks.index(save_point) :]
        super().release_savepoint(save_point)

    def close(self) -> None:
        try:
            self.rollback()
        finally:
            if self.connection.open:
                self.connection.close()

    def optimize(self) -> None:
        for table in self.tables.names():
            self.cursor(f"ANALYZE TABLE {quoted(table)}", None).fetchall()

    def data_version(self) -> int:
        """The sum of all topics' numbers: they only grow. The first question of a session finds out
        whether the connection is still there.
        """
        try:
            version = self._topics()
        except pymysql.MySQLError as error:
            if self.in_transaction or not errors.is_lost(error):
                self._refuse(error, "")
            self.connection = connect(self.address, self.now)
            version = self._topics()
        if version != self._version:
            self._version = version
            self.tables.forget()
        return version

    def _topics(self) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT SUM(number) FROM `{TOPICS}`")
            found = cursor.fetchone()
        return int(found[0] or 0) if found else 0
