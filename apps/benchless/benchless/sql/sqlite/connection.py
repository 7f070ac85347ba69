"""Opening an SQLite file the way several processes can share it."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import apsw

from . import functions

BUSY_TIMEOUT = 30_000
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
    "PRAGMA journal_size_limit=67108864",
    # Who commits while the log is this long (16 MB) writes it back, with everybody else waiting: a save
    # touches some 25 pages, most of them again and again, so it pays to do that seldom.
    "PRAGMA wal_autocheckpoint=4000",
)


def open_connection(
    path: Path, now: Callable[[], datetime], synchronous: str = "NORMAL", *, alone: bool = False
) -> apsw.Connection:
    """A connection in WAL mode with the MariaDB functions registered; `now` gives the site's wall clock.

    `alone` refuses (BusyError) when anybody else has the file open, and keeps them off.
    """
    connection = apsw.Connection(str(path), statementcachesize=400)
    connection.set_busy_timeout(0 if alone else BUSY_TIMEOUT)
    if alone:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute(f"PRAGMA synchronous={'FULL' if synchronous.upper() == 'FULL' else 'NORMAL'}")
    keep_plans(connection, True)
    functions.register(connection, now)
    return connection


def keep_plans(connection: apsw.Connection, kept: bool) -> None:
    """Whether a statement is planned once, or anew for every value of an indexed column.

    SQLite built with STAT4 plans anew, which costs more than a short list takes to read. Only a LIKE gains by
    it: whether an index serves depends on how its value begins.
    """
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, int(kept))


class WriteLock:
    """A fair turn among all writers of one database file: a thread lock, then `flock` on a side file.

    SQLite's own busy handler starves processes (one did 1 write while another did 6,587); waiting in the
    kernel's queue of `flock` does not.
    """

    def __init__(self, database: Path) -> None:
        self._thread_lock = threading.Lock()
        self._file = open(database.with_name(database.name + ".wlock"), "a+b")  # noqa: SIM115

    def acquire(self) -> None:
        self._thread_lock.acquire()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._thread_lock.release()
            raise

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._thread_lock.release()


_locks: dict[Path, WriteLock] = {}
_locks_guard = threading.Lock()


def write_lock(database: Path) -> WriteLock:
    """The one lock of this process for `database`."""
    with _locks_guard:
        if database not in _locks:
            _locks[database] = WriteLock(database)
        return _locks[database]
