"""Calling the hooks of an app's life: before and after it is installed, migrated, taken off."""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current
from ..site import hooks_module


def call_hooks(app: str, name: str, *args: Any) -> None:
    """Run the functions that one app names."""
    value = getattr(hooks_module(app), name, [])
    for path in [value] if isinstance(value, str) else value:
        dotted.call(path, *args)


def tell_other_apps(name: str, app: str) -> None:
    """Run the functions that installed apps name for the event of another app (`after_app_install` …)."""
    for path in current().site.hook_list(name):
        dotted.call(path, app)
