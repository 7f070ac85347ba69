"""MariaDB's error numbers in the engine's words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pymysql

from ...errors import QueryDeadlockError, QueryTimeoutError
from .. import problems

KEY = re.compile(r"for key '(?:[^']*\.)?(?P<key>[^']+)'")
DUPLICATE = (1062, 1586, 1859)
DEADLOCK = (1213, 1020)
LATE = (1205, 1969, 3024)
LOST = (2003, 2006, 2013, 2014, 2055, 4031)
READ_ONLY = (1290, 1792)
VALUES = (1048, 1264, 1265, 1292, 1364, 1366, 1406, 1411, 1441, 3819, 4025)


def number_of(error: pymysql.MySQLError) -> int:
    """The server's number of an error, 0 without one."""
    return int(error.args[0]) if error.args and isinstance(error.args[0], int) else 0


def is_lost(error: pymysql.MySQLError) -> bool:
    """Whether the connection is gone."""
    return number_of(error) in LOST or isinstance(error, pymysql.InterfaceError)


def translated(error: pymysql.MySQLError, column_of: Callable[[str], str]) -> Exception:
    """The exception to raise; `column_of` gives the last column of an index."""
    number = number_of(error)
    text = str(error.args[1]) if len(error.args) > 1 else str(error)
    if number in DUPLICATE:
        found = KEY.search(text)
        return problems.DuplicateKey(text, column_of(found["key"]) if found else "name")
    if number in DEADLOCK:
        return QueryDeadlockError(text)
    if number in LATE:
        return QueryTimeoutError(text)
    return _refusal(number, text, error)


def _refusal(number: int, text: str, error: pymysql.MySQLError) -> Exception:
    if number == 1146:
        return problems.UnknownTable(text)
    if number in (1054, 1091):
        return problems.UnknownColumn(text)
    if number in READ_ONLY:
        return problems.ReadOnly(text)
    if number in VALUES or isinstance(error, pymysql.DataError):
        return problems.BadValue(text)
    if isinstance(error, pymysql.ProgrammingError) or 1000 < number < 2000:
        return problems.BadStatement(text)
    return problems.DatabaseProblem(text)
