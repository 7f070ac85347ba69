"""Where the shared pairs of a site are kept: a small SQLite file, or the Redis that `redis_cache` names."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import apsw

from . import dotted
from .site import Site

SCHEMA = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=OFF",
    "CREATE TABLE IF NOT EXISTS pairs (key TEXT PRIMARY KEY, value BLOB, expires REAL) WITHOUT ROWID",
)
READ = "SELECT value, expires FROM pairs WHERE key=? AND (expires IS NULL OR expires > ?)"
WRITE = "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?)"
Change = Callable[[bytes | None], bytes]
_local = threading.local()


class Pairs(Protocol):
    """Bytes by name, for all processes of a site."""

    def read(self, key: str) -> bytes | None:
        """The value, unless its time is over."""

    def write(self, key: str, value: bytes, seconds: float | None) -> None:
        """Keep a value, for good or for a while."""

    def change(self, key: str, new: Change, seconds: float | None) -> bytes:
        """Replace a value by what `new` makes of it, in one step over all processes; gives it.

        `seconds` count from the first value on.
        """

    def remove(self, key: str) -> None:
        """Forget a value."""

    def names(self, prefix: str) -> list[str]:
        """The names that begin so."""


class FilePairs:
    """`database/cache.db` of the site."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = apsw.Connection(str(path))
        self.connection.set_busy_timeout(5000)
        for statement in SCHEMA:
            self.connection.execute(statement)

    def read(self, key: str) -> bytes | None:
        row = self._row(key)
        return row[0] if row else None

    def _row(self, key: str) -> tuple[bytes, float | None] | None:
        rows: list[Any] = self.connection.execute(READ, (key, time.time())).fetchall()
        return rows[0] if rows else None

    def write(self, key: str, value: bytes, seconds: float | None) -> None:
        self.connection.execute(WRITE, (key, value, time.time() + seconds if seconds else None))

    def change(self, key: str, new: Change, seconds: float | None) -> bytes:
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            row = self._row(key)
            value = new(row[0] if row else None)
            expires = row[1] if row else time.time() + seconds if seconds else None
            self.connection.execute(WRITE, (key, value, expires))
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        return value

    def remove(self, key: str) -> None:
        self.connection.execute("DELETE FROM pairs WHERE key=?", (key,))

    def names(self, prefix: str) -> list[str]:
        return [
            row[0]
            for row in self.connection.execute(
                "SELECT key FROM pairs WHERE substr(key, 1, ?) = ?", (len(prefix), prefix)
            )
        ]


def pairs_of(site: Site) -> Pairs:
    """The pairs of a site; one connection for each thread."""
    known: dict[Path, Pairs] = _local.__dict__.setdefault("pairs", {})
    if site.folder not in known:
        url = site.config.get("redis_cache")
        if url:  # its package is loaded only where a site names a Redis
            known[site.folder] = dotted.load("benchless.redis_pairs.RedisPairs")(str(url), site.name)
        else:
            known[site.folder] = FilePairs(site.path("database", "cache.db"))
    return known[site.folder]
