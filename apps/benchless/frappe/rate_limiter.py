"""`frappe.rate_limiter`: how often a caller may call."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from benchless.context import current
from benchless.errors import RateLimitExceededError, TooManyRequestsError
from benchless.translations import _

F = TypeVar("F", bound=Callable[..., Any])
Limit = int | Callable[[], int]
_guard = threading.Lock()
_calls: dict[Any, tuple[float, int]] = {}
MOST_KEPT = 20_000


def rate_limit(
    key: str | None = None,
    limit: Limit = 5,
    seconds: int = 24 * 60 * 60,
    methods: str | list[str] = "ALL",
    ip_based: bool = True,
) -> Callable[[F], F]:
    """Refuse more than `limit` calls in `seconds`, counted by address and by the argument `key`."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if _counts(methods):
                _count(function, key, limit() if callable(limit) else limit, seconds, ip_based)
            return function(*args, **kwargs)

        return wrapper  # type: ignore[return-value]

    return decorate


def _counts(methods: str | list[str]) -> bool:
    """Only calls from outside, with the given verbs, are counted."""
    request = current().request
    wanted = [methods] if isinstance(methods, str) else methods
    return request is not None and ("ALL" in wanted or request.method in wanted)


def _count(function: Callable[..., Any], key: str | None, limit: int, seconds: int, by_ip: bool) -> None:
    session = current()
    who = (session.request_ip if by_ip else "", str(session.form_dict.get(key, "")) if key else "")
    place = (str(session.site.folder), function.__module__, function.__qualname__, who)
    now = time.monotonic()
    with _guard:
        start, number = _calls.get(place, (now, 0))
        if now - start > seconds:
            start, number = now, 0
        _calls[place] = (start, number + 1)
        if len(_calls) > MOST_KEPT:
            _calls.clear()
    if number >= limit:
        text = _("You hit the rate limit because of too many requests. Please try after some time.")
        raise RateLimitExceededError(text)


__all__ = ["RateLimitExceededError", "TooManyRequestsError", "rate_limit"]
