"""Where the shared pairs of a site are kept: a small SQLite file, or the Redis that `redis_cache` names."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import apsw
import redis

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


class RedisPairs:
    """A Redis, which several sites may share: every key begins with the site."""

    def __init__(self, url: str, site: str) -> None:
        self.connection: Any = redis.Redis.from_url(url)
        self.prefix = f"{site}|"

    def _key(self, key: str) -> str:
        return self.prefix + key

    def read(self, key: str) -> bytes | None:
        value: bytes | None = self.connection.get(self._key(key))
        return value

    def write(self, key: str, value: bytes, seconds: float | None) -> None:
        self.connection.set(self._key(key), value, px=_milliseconds(seconds))

    def change(self, key: str, new: Change, seconds: float | None) -> bytes:
        name = self._key(key)

        def step(pipe: Any) -> bytes:
            old = pipe.get(name)
            value = new(old)
            pipe.multi()
            if old is None:
                pipe.set(name, value, px=_milliseconds(seconds))
            else:
                pipe.set(name, value, keepttl=True)
            return value

        made: bytes = self.connection.transaction(step, name, value_from_callable=True)
        return made

    def remove(self, key: str) -> None:
        self.connection.delete(self._key(key))

    def names(self, prefix: str) -> list[str]:
        pattern = _literal(self._key(prefix)) + "*"
        return [key.decode()[len(self.prefix) :] for key in self.connection.scan_iter(pattern, count=1000)]


def _milliseconds(seconds: float | None) -> int | None:
    return max(int(seconds * 1000), 1) if seconds else None


def _literal(text: str) -> str:
    """A text in which Redis sees no pattern."""
    return "".join(f"\\{letter}" if letter in "*?[]\\^" else letter for letter in text)


def pairs_of(site: Site) -> Pairs:
    """The pairs of a site; one connection for each thread."""
    known: dict[Path, Pairs] = _local.__dict__.setdefault("pairs", {})
    if site.folder not in known:
        url = site.config.get("redis_cache")
        known[site.folder] = (
            RedisPairs(str(url), site.name) if url else FilePairs(site.path("database", "cache.db"))
        )
    return known[site.folder]
