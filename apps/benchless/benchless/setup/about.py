"""What the installed apps say about themselves in their hooks."""

from __future__ import annotations

import importlib

from ..context import current
from ..site import hooks_module

SAID = ("app_title", "app_description", "app_publisher", "app_email", "app_license")


def list_apps() -> list[dict[str, str]]:
    """`app_name`, `version` and what stands in the hooks, of every installed app in order."""
    return [_about(app) for app in current().site.apps]


def _about(app: str) -> dict[str, str]:
    hooks, package = hooks_module(app), importlib.import_module(app)
    said = {key: str(getattr(hooks, key, "")) for key in SAID}
    return {"app_name": app, "version": str(getattr(package, "__version__", "")), **said}
