"""Messages for the person in front of the screen, and errors that carry one."""

from __future__ import annotations

import re
from typing import Any, NoReturn

from .context import current
from .errors import ValidationError

TAGS = re.compile(r"<[^>]*>")


def msgprint(message: Any, title: str | None = None, *, raise_exception: Any = False, **extra: Any) -> None:
    """Add a message to the answer; raise `raise_exception` (a class, an instance or True) when given.

    `extra` are Frappe's presentation hints: `indicator, alert, as_list, primary_action, wide …`.
    """
    text = "<br>".join(map(str, message)) if isinstance(message, list | tuple) else str(message)
    log = {"message": text, **{k: v for k, v in extra.items() if v not in (None, False)}}
    if title:
        log["title"] = title
    if raise_exception:
        log["raise_exception"] = 1
        log.setdefault("indicator", "red")
    current().message_log.append(log)
    if raise_exception:
        _raise(text, raise_exception)


def _raise(text: str, wanted: Any) -> NoReturn:
    if isinstance(wanted, BaseException):
        raise wanted
    kind = wanted if isinstance(wanted, type) and issubclass(wanted, BaseException) else ValidationError
    raise kind(text)


def throw(message: Any, exc: Any = ValidationError, title: str | None = None, **extra: Any) -> NoReturn:
    """Stop with a message: the log of the answer gets it, and `exc` is raised."""
    msgprint(message, title, raise_exception=exc or ValidationError, **extra)
    raise AssertionError("unreachable")


def plain(text: str) -> str:
    """A message without its markup."""
    return TAGS.sub("", text)
