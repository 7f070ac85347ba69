"""`frappe.rate_limiter`: how often a caller may call."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from benchless.context import current
from benchless.errors import RateLimitExceededError, TooManyRequestsError
from benchless.keyvalue import store
from benchless.translations import _

F = TypeVar("F", bound=Callable[..., Any])
Limit = int | Callable[[], int]


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
    """One bucket for all processes of the site."""
    session = current()
    who = (session.request_ip if by_ip else "", str(session.form_dict.get(key, "")) if key else "")
    place = f"rate:{function.__module__}.{function.__qualname__}:{hash_of(who)}"
    if store.incr(place, seconds) > limit:
        text = _("You hit the rate limit because of too many requests. Please try after some time.")
        raise RateLimitExceededError(text)


def hash_of(who: tuple[str | None, str]) -> str:
    """A short name of a caller; what he sent is not kept."""
    return hashlib.sha256(repr(who).encode("utf-8", "replace")).hexdigest()[:24]


__all__ = ["RateLimitExceededError", "TooManyRequestsError", "rate_limit"]
