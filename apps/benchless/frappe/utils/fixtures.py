"""Documents that apps carry as files."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.setup import fixtures


def sync_fixtures(app: str | None = None) -> None:
    """Import the fixtures of one app, or of all."""
    for name in [app] if app else frappe.get_installed_apps():
        fixtures.sync_fixtures(name)
    frappe.flags.in_fixtures = False


def export_fixtures(app: str | None = None) -> list[Any]:
    """Write the fixtures of one app, or of all apps but the built-in one, into their folders."""
    names = [app] if app else [one for one in frappe.get_installed_apps() if one != "frappe"]
    return [path for name in names for path in fixtures.export_fixtures(name)]
