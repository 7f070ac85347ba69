"""Reports written as SQL: reading only, for a limited time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchless.context import current
from benchless.errors import PermissionError, QueryTimeoutError, ValidationError
from benchless.messages import throw
from benchless.sql import problems
from benchless.translations import _

READS = re.compile(r"\s*[(\s]*(select|with|explain)\b", re.IGNORECASE)
COMMENT = re.compile(r"\A(\s*(--[^\n]*\n|#[^\n]*\n|/\*.*?\*/))*", re.DOTALL)
SECRET = re.compile(
    r"__Auth\b|\btabSessions\b|\bsqlite_\w+|\b(information_schema|performance_schema|mysql)\b"
    r"|\binto\s+(out|dump)file\b",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"'(?:[^'\\]|\\.|'')*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|--[^\n]*|#[^\n]*|/\*.*?\*/", re.DOTALL
)
SECOND = re.compile(r";\s*\S")
TIMEOUT = 120.0


def check(query: str) -> None:
    """Refuse anything that is not a query over ordinary tables. Raises PermissionError."""
    bare = COMMENT.sub("", query)
    if not READS.match(query):
        throw(_("Query must be of SELECT or read-only WITH type."), PermissionError)
    if SECRET.search(bare):
        throw(_("This query names a table that reports may not read."), PermissionError)


def run(query: str, filters: dict[str, Any], timeout: float = TIMEOUT) -> tuple[list[str], list[list[Any]]]:
    """Names of the columns, and the rows. One statement at a time."""
    check(query)
    if SECOND.search(QUOTED.sub("", query)):
        throw(_("A report is one query"), ValidationError)
    with _reading(timeout):
        return current().db.answer(query, filters, named=True)


@contextmanager
def _reading(timeout: float) -> Iterator[None]:
    """The connection refuses changes, and stops when the time is over. Errors in the words of people."""
    try:
        with current().db.read_only(timeout):
            yield
    except KeyError as error:
        throw(_("The filter {0} is missing").format(error.args[0]), ValidationError)
    except problems.ReadOnly as error:
        raise PermissionError(_("Query must be of SELECT or read-only WITH type.")) from error
    except problems.DatabaseProblem as error:
        throw(_("The query has an error: {0}").format(error), ValidationError)
    except QueryTimeoutError as error:
        raise QueryTimeoutError(_("The report took longer than {0} seconds").format(int(timeout))) from error
