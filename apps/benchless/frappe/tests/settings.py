"""For the length of one test: other settings, other hooks, an end in time."""

from __future__ import annotations

import functools
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import frappe
from benchless.documents import get_doc


@contextmanager
def change_settings(
    doctype: str, settings_dict: dict[str, Any] | None = None, /, commit: bool = False, **settings: Any
) -> Iterator[None]:
    """Other values in a Single for the length of a block (or of a decorated test)."""
    wanted = {**(settings_dict or {}), **settings}
    single = get_doc(doctype)
    before = {key: single.get(key) for key in wanted}
    _write(doctype, wanted, commit)
    try:
        yield
    finally:
        _write(doctype, before, commit)


def _write(doctype: str, values: dict[str, Any], commit: bool) -> None:
    single = get_doc(doctype)
    single.update(values)
    single.flags.ignore_permissions = True
    single.save()
    if commit:
        frappe.db.commit()


@contextmanager
def patch_hooks(overridden_hooks: dict[str, Any]) -> Iterator[None]:
    """`frappe.get_hooks` gives other values for the length of a block."""
    real = frappe.get_hooks

    def hooks(hook: str | None = None, default: Any = None, app_name: str | None = None) -> Any:
        return overridden_hooks[hook] if hook in overridden_hooks else real(hook, default, app_name)

    with mock.patch.object(frappe, "get_hooks", hooks):
        yield


def timeout(seconds: int = 30, error_message: str = "Test timed out.") -> Callable[..., Any]:
    """Decorator: a test that takes longer fails. Used bare or with arguments."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            before = signal.signal(signal.SIGALRM, _expire(error_message))
            signal.alarm(limit)
            try:
                return function(*args, **kwargs)
            finally:
                signal.alarm(0)
                signal.signal(signal.SIGALRM, before)

        return wrapper

    bare = seconds if callable(seconds) else None
    limit = 30 if bare else seconds
    return decorate(bare) if bare else decorate


def _expire(message: str) -> Callable[..., None]:
    def handler(_number: int, _frame: Any) -> None:
        raise TimeoutError(message)

    return handler
