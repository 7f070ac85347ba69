"""Reports written as SQL: reading only, for a limited time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw

from benchless.context import current
from benchless.errors import PermissionError, QueryTimeoutError, ValidationError
from benchless.messages import throw
from benchless.sql import mariadb
from benchless.sql.statements import bind
from benchless.translations import _

READS = re.compile(r"\s*[(\s]*(select|with|explain)\b", re.IGNORECASE)
COMMENT = re.compile(r"\A(\s*(--[^\n]*\n|#[^\n]*\n|/\*.*?\*/))*", re.DOTALL)
SECRET = re.compile(r"__Auth\b|\btabSessions\b|\bsqlite_master\b|\binto\s+(out|dump)file\b", re.IGNORECASE)
TIMEOUT = 120.0
STEPS = 50_000


def check(query: str) -> None:
    """Refuse anything that is not a query over ordinary tables. Raises PermissionError."""
    bare = COMMENT.sub("", query)
    if not READS.match(bare):
        throw(_("Query must be of SELECT or read-only WITH type."), PermissionError)
    if SECRET.search(bare):
        throw(_("This query names a table that reports may not read."), PermissionError)


def run(query: str, filters: dict[str, Any], timeout: float = TIMEOUT) -> tuple[list[str], list[list[Any]]]:
    """Names of the columns, and the rows."""
    check(query)
    with read_only(timeout):
        try:
            text, values = bind(mariadb.to_sqlite(query), filters)
        except KeyError as error:
            throw(_("The filter {0} is missing").format(error.args[0]), ValidationError)
        return _fetch(text, values)


def _fetch(text: str, values: tuple[Any, ...]) -> tuple[list[str], list[list[Any]]]:
    cursor = current().db.connection.cursor()
    names: list[str] = []

    def remember(live: apsw.Cursor, row: apsw.SQLiteValues) -> list[Any]:
        if not names:
            names.extend(column[0] for column in live.get_description())
        return list(row)

    cursor.row_trace = remember
    rows: list[list[Any]] = list(cursor.execute(text, values))
    if not names:
        cursor.row_trace = None
        names.extend(_names(text, values))
    return names, rows


def _names(text: str, values: tuple[Any, ...]) -> list[str]:
    """Columns of a query without rows: one empty row is joined to it."""
    cursor = current().db.connection.execute(
        f"SELECT * FROM (SELECT 1) LEFT JOIN ({text.rstrip().rstrip(';')})", values
    )
    return [column[0] for column in cursor.get_description()][1:]


@contextmanager
def read_only(timeout: float) -> Iterator[None]:
    """The connection refuses changes, and stops when the time is over."""
    connection = current().db.connection
    deadline = time.monotonic() + timeout
    connection.execute("PRAGMA query_only=1")
    connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
    try:
        yield
    except apsw.ReadOnlyError as error:
        raise PermissionError(_("Query must be of SELECT or read-only WITH type.")) from error
    except apsw.SQLError as error:
        throw(_("The query has an error: {0}").format(error), ValidationError)
    except apsw.InterruptError as error:
        raise QueryTimeoutError(_("The report took longer than {0} seconds").format(int(timeout))) from error
    finally:
        connection.set_progress_handler(None)
        connection.execute("PRAGMA query_only=0")
