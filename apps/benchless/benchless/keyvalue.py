"""A small store that all processes of a site share: what Frappe keeps in Redis. Values may vanish;
they are never the truth.
"""

from __future__ import annotations

import fnmatch
import pickle
from collections.abc import Callable
from typing import Any

from .context import current
from .pairs import Pairs, pairs_of


def _pairs() -> Pairs:
    return pairs_of(current().site)


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
        _pairs().write(_key(key, user), pickle.dumps(value), expires_in_sec)

    def get_value(
        self,
        key: str,
        generator: Callable[[], Any] | None = None,
        user: str | None = None,
        expires: bool = False,
        shared: bool = False,
    ) -> Any:
        """The value, or what `generator` gives (and then it is kept)."""
        kept = _pairs().read(_key(key, user))
        if kept is not None:
            return pickle.loads(kept)  # noqa: S301 — written by ourselves, in our own folder or Redis
        if generator is None:
            return None
        value = generator()
        self.set_value(key, value, user)
        return value

    def get_all(self, key: str) -> dict[str, Any]:
        return {name: self.get_value(name) for name in self.get_keys(key)}

    def get_keys(self, key: str = "") -> list[str]:
        return _pairs().names(key.removesuffix("*"))

    def delete_value(
        self, keys: Any, user: str | None = None, make_keys: bool = True, shared: bool = False
    ) -> None:
        for key in [keys] if isinstance(keys, str) else keys:
            _pairs().remove(_key(key, user))

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
        """Add to a number in one step over all processes."""
        return self._add(key, amount, None)

    def incr(self, key: str, expires_in_sec: float | None = None) -> int:
        """Count up in one step over all processes; the first call starts the clock of `expires_in_sec`."""
        return self._add(key, 1, expires_in_sec)

    def _add(self, key: str, amount: int, seconds: float | None) -> int:
        def more(old: bytes | None) -> bytes:
            return pickle.dumps((pickle.loads(old) if old else 0) + amount)  # noqa: S301

        return int(pickle.loads(_pairs().change(key, more, seconds)))  # noqa: S301

    get = get_value
    set = set_value
    delete = delete_value


def _key(key: str, user: str | None) -> str:
    return f"user:{user}:{key}" if user else str(key)


store = KeyValueStore()
