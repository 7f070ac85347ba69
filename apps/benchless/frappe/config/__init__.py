"""Modules of apps."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.schema.files import modules_of


def get_modules_from_app(app: str) -> list[Any]:
    """Module Defs of an app as `module_name` and `app_name`."""
    fields = ["module_name", "app_name"]
    rows = frappe.get_all("Module Def", {"app_name": app}, fields, order_by="module_name asc")
    return list(rows) or [frappe._dict(module_name=name, app_name=app) for name in modules_of(app)]


def get_modules_from_all_apps() -> list[Any]:
    """The same of all installed apps."""
    return [row for app in frappe.get_installed_apps() for row in get_modules_from_app(app)]
