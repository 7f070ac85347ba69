"""`frappe.utils.caching`: decorators that remember answers."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any, TypeVar

from benchless.context import current

F = TypeVar("F", bound=Callable[..., Any])
MISSING = object()


def _key(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    key = (function.__module__, function.__qualname__, args, tuple(sorted(kwargs.items())))
    try:
        hash(key)
    except TypeError:
        return repr(key)
    return key


def request_cache(function: F) -> F:
    """Remember the answers of a function until the request ends."""

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        cache = current().cache.setdefault("request_cache", {})
        key = _key(function, args, kwargs)
        if key not in cache:
            cache[key] = function(*args, **kwargs)
        return cache[key]

    return wrapper  # type: ignore[return-value]


class _Timed:
    """Answers of one function by site, user and arguments, each with its end."""

    def __init__(self, ttl: int | None, per_user: bool) -> None:
        self.ttl = ttl
        self.per_user = per_user
        self.answers: dict[Any, tuple[float, Any]] = {}

    def key(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        session = current()
        return (str(session.site.folder), session.user if self.per_user else "", _key(function, args, kwargs))

    def get(self, key: Any) -> Any:
        end, value = self.answers.get(key, (0.0, MISSING))
        return value if end > time.monotonic() else MISSING

    def put(self, key: Any, value: Any) -> None:
        self.answers[key] = (time.monotonic() + (self.ttl or 10**9), value)


def _remember(function: F, timed: _Timed) -> F:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        key = timed.key(function, args, kwargs)
        value = timed.get(key)
        if value is MISSING:
            value = function(*args, **kwargs)
            timed.put(key, value)
        return value

    wrapper.clear_cache = timed.answers.clear  # type: ignore[attr-defined]
    return wrapper  # type: ignore[return-value]


def site_cache(ttl: Any = None, maxsize: int | None = None) -> Any:
    """Remember the answers of a function in this process, by site. Used bare or with `ttl` seconds."""
    if callable(ttl):
        return _remember(ttl, _Timed(None, per_user=False))
    return lambda function: _remember(function, _Timed(ttl, per_user=False))


def redis_cache(ttl: Any = 3600, user: bool | str | None = None, shared: bool = False) -> Any:
    """Remember the answers of a function for `ttl` seconds, by site and if wanted by user."""
    if callable(ttl):
        return _remember(ttl, _Timed(3600, per_user=False))
    return lambda function: _remember(function, _Timed(ttl, per_user=bool(user)))


def http_cache(**_options: Any) -> Callable[[F], F]:
    """Accepted for compatibility: answers are not kept by browsers."""
    return lambda function: function
