"""The shared pairs of a site on a Redis."""

from __future__ import annotations

from typing import Any

import redis

from .pairs import Change


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
