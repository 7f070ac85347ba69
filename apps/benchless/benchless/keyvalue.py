"""A small store that all processes of a site share: what Frappe keeps in Redis. Values may vanish;
they are never the truth.
"""

from __future__ import annotations

import fnmatch
import pickle
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw

from .context import current

SCHEMA = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=OFF",
    "CREATE TABLE IF NOT EXISTS pairs (key TEXT PRIMARY KEY, value BLOB, expires REAL) WITHOUT ROWID",
)
_local = threading.local()


def _connection() -> apsw.Connection:
    path: Path = current().site.path("database", "cache.db")
    known: dict[Path, apsw.Connection] = _local.__dict__.setdefault("connections", {})
    if path not in known:
        connection = apsw.Connection(str(path))
        connection.set_busy_timeout(5000)
        for statement in SCHEMA:
            connection.execute(statement)
        known[path] = connection
    return known[path]


class KeyValueStore:
    """The documented methods of `frappe.cache`; it may also be called, as in older apps."""

    def __call__(self) -> KeyValueStore:
        return self

    def set_value(
        self,
        key: str,
        value: Any,
        user: str | None = None,
        expires_in_sec: float | None = None,
        shared: bool = False,
    ) -> None:
        """Keep a value; with `expires_in_sec` only for a while."""
        expires = time.time() + expires_in_sec if expires_in_sec else None
        _connection().execute(
            "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?)", (_key(key, user), pickle.dumps(value), expires)
        )

    def get_value(
        self,
        key: str,
        generator: Callable[[], Any] | None = None,
        user: str | None = None,
        expires: bool = False,
        shared: bool = False,
    ) -> Any:
        """The value, or what `generator` gives (and then it is kept)."""
        rows: list[Any] = (
            _connection()
            .execute("SELECT value, expires FROM pairs WHERE key=?", (_key(key, user),))
            .fetchall()
        )
        if rows and (rows[0][1] is None or rows[0][1] > time.time()):
            return pickle.loads(rows[0][0])  # noqa: S301 — written by ourselves, in our own folder
        if generator is None:
            return None
        value = generator()
        self.set_value(key, value, user)
        return value

    def get_all(self, key: str) -> dict[str, Any]:
        return {name: self.get_value(name) for name in self.get_keys(key)}

    def get_keys(self, key: str = "") -> list[str]:
        return [
            row[0] for row in _connection().execute("SELECT key FROM pairs WHERE key LIKE ?", (f"{key}%",))
        ]

    def delete_value(
        self, keys: Any, user: str | None = None, make_keys: bool = True, shared: bool = False
    ) -> None:
        for key in [keys] if isinstance(keys, str) else keys:
            _connection().execute("DELETE FROM pairs WHERE key=?", (_key(key, user),))

    def delete_keys(self, pattern: str) -> None:
        for key in self.get_keys():
            if fnmatch.fnmatch(key, f"{pattern}*"):
                self.delete_value(key)

    delete_key = delete_value

    def hset(self, name: str, key: Any, value: Any, shared: bool = False) -> None:
        self.set_value(f"{name}|{key}", value)

    def hget(
        self, name: str, key: Any, generator: Callable[[], Any] | None = None, shared: bool = False
    ) -> Any:
        return self.get_value(f"{name}|{key}", generator)

    def hdel(self, name: str, keys: Any, shared: bool = False) -> None:
        for key in keys if isinstance(keys, list | tuple) else [keys]:
            self.delete_value(f"{name}|{key}")

    def hgetall(self, name: str) -> dict[str, Any]:
        return {key.split("|", 1)[1]: self.get_value(key) for key in self.get_keys(f"{name}|")}

    def hexists(self, name: str, key: Any, shared: bool = False) -> bool:
        return self.exists(f"{name}|{key}")

    def exists(self, key: str, user: str | None = None, shared: bool = False) -> bool:
        return self.get_value(key, user=user) is not None

    def incrby(self, key: str, amount: int = 1) -> int:
        value = int(self.get_value(key) or 0) + amount
        self.set_value(key, value)
        return value

    def incr(self, key: str, expires_in_sec: float | None = None) -> int:
        """Count up in one step over all processes; the first call starts the clock of `expires_in_sec`."""
        now = time.time()
        connection = _connection()
        with connection:
            connection.execute("DELETE FROM pairs WHERE key=? AND expires < ?", (key, now))
            rows: list[Any] = connection.execute(
                "SELECT value, expires FROM pairs WHERE key=?", (key,)
            ).fetchall()
            value = (pickle.loads(rows[0][0]) if rows else 0) + 1  # noqa: S301
            expires = rows[0][1] if rows else (now + expires_in_sec if expires_in_sec else None)
            connection.execute(
                "INSERT OR REPLACE INTO pairs VALUES (?, ?, ?)", (key, pickle.dumps(value), expires)
            )
        return int(value)

    get = get_value
    set = set_value
    delete = delete_value


def _key(key: str, user: str | None) -> str:
    return f"user:{user}:{key}" if user else str(key)


store = KeyValueStore()
