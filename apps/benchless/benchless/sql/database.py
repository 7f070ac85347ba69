"""One thread's view of a site's database: statements, transactions, the forms of an answer.

`sqlite/` and `mariadb/` fill in how a statement runs. Everything above asks in the words that both share:
`?` for a value, back-ticks around names; text of apps goes through `sql()`, which takes MariaDB's words.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar

from ..values import Row
from .callbacks import CallbackQueue
from .names import listed, quoted
from .statements import mogrified
from .tables import Tables

Values = Any
Cells = tuple[Any, ...]
Answer = tuple[list[str], list[list[Any]]]


class Database(ABC):
    """Reads run in autocommit; the first write begins a transaction."""

    db_type: ClassVar[str]
    # What ends a SELECT whose rows are about to be written.
    locking: ClassVar[str]
    tables: Tables

    def __init__(self) -> None:
        self.in_transaction = False
        self.before_commit = CallbackQueue()
        self.after_commit = CallbackQueue()
        self.before_rollback = CallbackQueue()
        self.after_rollback = CallbackQueue()
        self.transaction_writes = 0
        self._savepoints = 0
        self._last: tuple[str, Any] = ("", ())

    # statements ---------------------------------------------------------------------------

    @abstractmethod
    def execute(self, text: str, values: Cells = ()) -> None:
        """Run one statement of the engine. A write begins the transaction when none is open."""

    @abstractmethod
    def rows(self, text: str, values: Cells = ()) -> list[Cells]:
        """Rows as stored (dates are texts)."""

    @abstractmethod
    def stream(self, text: str, size: int = 1000) -> Iterator[list[Cells]]:
        """Rows as stored, in handfuls, without holding all of them."""

    @abstractmethod
    def answer(self, query: str, values: Values, *, named: bool = False) -> Answer:
        """MariaDB's words with `%s` or `%(name)s`: names of the columns, and the rows with typed dates.

        Without rows there may be no names, unless `named` asks for them.
        """

    @abstractmethod
    def dicts(self, text: str, values: Cells = ()) -> list[Row]:
        """Rows as attribute dictionaries with typed dates and times."""

    @abstractmethod
    def bulk(self, text: str, rows: Iterable[Cells]) -> None:
        """One prepared write for many rows."""

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
        """Run MariaDB's SQL; tuples, dicts, lists or one column."""
        self._last = (str(query), values)
        names, rows = self.answer(str(query), values)
        if pluck:
            return [row[0] for row in rows]
        if as_dict:
            return [Row(zip(names, row, strict=True)) for row in rows]
        return rows if as_list else tuple(map(tuple, rows))

    def mogrify(self, query: Any, values: Values = ()) -> str:
        """A statement of an app with its values written into it, to be read by people."""
        return mogrified(str(query), values)

    @property
    def last_query(self) -> str:
        """The statement that an app ran last, with its values."""
        return mogrified(*self._last)

    def sql_list(self, query: Any, values: Values = (), **kwargs: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self.sql(query, values, **kwargs)]

    @abstractmethod
    def sql_ddl(self, query: str) -> None:
        """Run a statement that changes tables."""

    @abstractmethod
    def read_only(self, timeout: float) -> AbstractContextManager[None]:
        """A block that only reads, for a limited time. Raises ReadOnly, BadStatement, QueryTimeoutError."""

    # pieces of statements -----------------------------------------------------------------

    @abstractmethod
    def members(self, values: list[Any]) -> tuple[str, Cells]:
        """What stands after IN, with its values."""

    @abstractmethod
    def condition(self, text: str) -> str:
        """A condition in MariaDB's words, as it may stand in a statement of the engine."""

    @staticmethod
    def escape(text: Any) -> str:
        """A quoted literal in MariaDB's words."""
        clean = str(text).replace("\0", "").replace("\\", "\\\\").replace("'", "''")
        return f"'{clean}'"

    # writes that each database words differently ------------------------------------------

    @abstractmethod
    def put(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Write the row of that key, new or not."""

    @abstractmethod
    def insert_missing(self, table: str, columns: list[str], rows: Iterable[Cells]) -> None:
        """Write the rows whose key is not there yet."""

    @abstractmethod
    def count_up(self, table: str, key: Mapping[str, Any], column: str) -> int:
        """Add one to a number in the row of that key, made when missing; the new number."""

    def insert(self, table: str, columns: list[str], rows: Iterable[Cells]) -> None:
        """Write new rows."""
        marks = ", ".join("?" * len(columns))
        self.bulk(f"INSERT INTO {quoted(table)} ({listed(columns)}) VALUES ({marks})", rows)

    # transactions -------------------------------------------------------------------------

    @abstractmethod
    def _start(self) -> None:
        """Open a transaction."""

    @abstractmethod
    def _finish(self, word: str) -> None:
        """COMMIT or ROLLBACK the open transaction; it is over even when this raises."""

    @abstractmethod
    def _command(self, text: str) -> None:
        """A word about the transaction itself."""

    def begin(self) -> None:
        """Open a transaction. Nothing happens inside one."""
        if not self.in_transaction:
            self._start()
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
            self._command(f"ROLLBACK TO {quoted(save_point)}")
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
            self._finish(word)
        finally:
            self.in_transaction = False
            self.transaction_writes = 0

    def savepoint(self, save_point: str) -> None:
        """Mark a point to go back to."""
        self.begin()
        self._command(f"SAVEPOINT {quoted(save_point)}")

    def release_savepoint(self, save_point: str) -> None:
        """Forget a point."""
        self._command(f"RELEASE SAVEPOINT {quoted(save_point)}")

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A block whose writes vanish when it raises; the transaction around it goes on."""
        self._savepoints += 1
        name = f"attempt_{self._savepoints}"
        self.savepoint(name)
        try:
            yield
        except BaseException:
            self.rollback(save_point=name)
            self.release_savepoint(name)
            raise
        self.release_savepoint(name)

    @abstractmethod
    def close(self) -> None:
        """Roll back and end the connection."""

    @abstractmethod
    def optimize(self) -> None:
        """Let the database look at what is in the tables, so that it chooses the right index."""

    @abstractmethod
    def data_version(self) -> int:
        """A number that moves when another connection has changed shared knowledge."""

    # tables -------------------------------------------------------------------------------

    def get_tables(self, cached: bool = True) -> list[str]:
        """Names of all tables."""
        return self.tables.names()

    def has_table(self, table: str) -> bool:
        """Whether there is such a table."""
        return self.tables.has(table)

    def columns_of(self, table: str) -> dict[str, str]:
        """Column name → declared type of a table; empty when there is no such table."""
        return self.tables.columns(table)
