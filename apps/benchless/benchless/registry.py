"""Functions that the outside may call, and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, overload

F = TypeVar("F", bound=Callable[..., Any])
ALL_METHODS = ("GET", "POST", "PUT", "DELETE")


@dataclass(frozen=True)
class Door:
    """Who may call a function, and with which HTTP verbs."""

    allow_guest: bool
    methods: tuple[str, ...]
    xss_safe: bool


_doors: dict[Callable[..., Any], Door] = {}


@overload
def whitelist(function: F) -> F: ...
@overload
def whitelist(
    function: None = None,
    *,
    allow_guest: bool = False,
    xss_safe: bool = False,
    methods: list[str] | tuple[str, ...] | None = None,
) -> Callable[[F], F]: ...


def whitelist(
    function: F | None = None,
    *,
    allow_guest: bool = False,
    xss_safe: bool = False,
    methods: list[str] | tuple[str, ...] | None = None,
) -> F | Callable[[F], F]:
    """Open a function to HTTP callers. Used bare or with arguments, as Frappe's decorator."""

    def register(inner: F) -> F:
        _doors[getattr(inner, "__func__", inner)] = Door(allow_guest, tuple(methods or ALL_METHODS), xss_safe)
        return inner

    return register(function) if callable(function) else register


def door_of(function: Callable[..., Any]) -> Door | None:
    """The door of a function, or None when it is not whitelisted."""
    return _doors.get(getattr(function, "__func__", function))
