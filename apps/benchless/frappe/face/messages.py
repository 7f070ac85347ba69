"""What is said to the person: messages, refusals, bold words."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.errors import ValidationError
from benchless.messages import msgprint as _msgprint
from benchless.messages import throw as _throw
from benchless.values import cstr


def msgprint(
    msg: Any,
    title: str | None = None,
    raise_exception: Any = False,
    as_table: bool = False,
    as_list: bool = False,
    indicator: str | None = None,
    alert: bool = False,
    primary_action: Any = None,
    is_minimizable: bool = False,
    wide: bool = False,
    *,
    realtime: bool = False,
) -> None:
    """Show a message to the person; with `raise_exception` stop as well."""
    _msgprint(
        msg,
        title,
        raise_exception=raise_exception,
        indicator=indicator,
        alert=int(bool(alert)),
        primary_action=primary_action,
        as_list=as_list,
        wide=wide,
    )


def throw(
    msg: Any,
    exc: Any = ValidationError,
    title: str | None = None,
    is_minimizable: bool = False,
    wide: bool = False,
    as_list: bool = False,
    primary_action: Any = None,
) -> None:
    """Stop with a message and an exception."""
    _throw(msg, exc, title, wide=wide, as_list=as_list, primary_action=primary_action)


def clear_messages() -> None:
    current().message_log.clear()


def get_message_log() -> list[dict[str, Any]]:
    return current().message_log


def clear_last_message() -> None:
    if current().message_log:
        current().message_log.pop()


def errprint(msg: Any) -> None:
    current().error_log.append({"exc": cstr(msg)})


def log(msg: Any) -> None:
    current().debug_log.append(cstr(msg))


def bold(text: Any) -> str:
    return f"<strong>{text}</strong>"
