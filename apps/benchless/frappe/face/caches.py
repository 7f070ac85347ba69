"""What is remembered for a while, and how to forget it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from benchless.context import current
from benchless.keyvalue import store as client_cache  # Frappe keeps it in each process; ours is shared

__all__ = [
    "clear_cache",
    "client_cache",
    "local_cache",
    "read_only",
    "request_cache",
    "reset_metadata_version",
    "write_only",
]


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
    """Forget what is known about DocTypes, rights and settings, in every process."""
    session_now = current()
    topics = (
        ("schema",)
        if doctype
        else ("access",)
        if user
        else ("schema", "access", "settings", "texts", "workflow", "pages")
    )
    session_now.site.cache.bump(session_now.db, *topics)
    session_now.cache.clear()


def request_cache(function: Callable[..., Any]) -> Callable[..., Any]:
    """Remember answers for the rest of the request."""

    @functools.wraps(function)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        kept = current().cache.setdefault(("request_cache", function), {})
        key = (args, tuple(sorted(kwargs.items())))
        try:
            if key not in kept:
                kept[key] = function(*args, **kwargs)
        except TypeError:
            return function(*args, **kwargs)
        return kept[key]

    return remembered


def local_cache(
    namespace: str, key: Any, generator: Callable[[], Any], regenerate_if_none: bool = False
) -> Any:
    """A value that is made once in a request."""
    kept = current().cache.setdefault(("local_cache", namespace), {})
    if key not in kept or (regenerate_if_none and kept[key] is None):
        kept[key] = generator()
    return kept[key]


def reset_metadata_version() -> str:
    """Forget what is known about DocTypes, in every process; gives a new version."""
    clear_cache(doctype="DocType")
    return str(current().site.now())


def read_only() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator of functions that only read. There is one database, so nothing changes."""
    return lambda function: function


def write_only() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator of functions that write. There is one database, so nothing changes."""
    return lambda function: function
