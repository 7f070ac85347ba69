"""Installing apps, from code."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.context import current
from benchless.documents.user_defaults import set_default
from benchless.setup import apps
from benchless.setup.uninstall import uninstall_app


def install_app(name: str, verbose: bool = False, set_as_patched: bool = True, force: bool = False) -> None:
    """Bring an app onto the site; nothing happens when it is there. Raises AppNotInstalledError."""
    apps.install_app(name, print if verbose else _quiet)


def remove_app(
    app_name: str, dry_run: bool = False, yes: bool = False, no_backup: bool = False, force: bool = False
) -> None:
    """Take an app off the site, with its DocTypes and their documents."""
    if not dry_run:
        uninstall_app(app_name, _quiet)


def _quiet(_line: str) -> None:
    """Nobody listens."""


def add_to_installed_apps(app_name: str, rebuild_website: bool = True) -> None:
    """Write an app into the list of installed ones."""
    _write([*frappe.get_installed_apps(), app_name])


def remove_from_installed_apps(app_name: str) -> None:
    """Take it out of the list; its documents stay."""
    _write([app for app in frappe.get_installed_apps() if app != app_name])


def _write(names: list[str]) -> None:
    session = current()
    set_default("installed_apps", json.dumps(list(dict.fromkeys(names))))
    session.site.cache.bump(session.db, "hooks", "schema", "access", "pages", "texts")


def update_site_config(
    key: str, value: Any, validate: bool = True, site_config_path: str | None = None
) -> None:
    """Change a setting of the site's configuration; `None` and `"None"` take it out."""
    words = {"0": 0, "1": 1, "false": False, "true": True}
    given = words.get(value, value) if isinstance(value, str) and validate else value
    current().site.save_config(**{key: None if given == "None" else given})
