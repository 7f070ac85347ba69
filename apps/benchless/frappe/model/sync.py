"""DocTypes and other standard documents, brought in line with the files of apps."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.setup.definitions import sync_app
from benchless.setup.standard import sync_standard


def sync_for(app_name: str, force: int = 0, reset_permissions: bool = False) -> list[str]:
    """Follow the files of one app; gives the DocTypes that changed."""
    changed = sync_app(app_name)
    sync_standard(app_name)
    return changed


def sync_all(force: int = 0, reset_permissions: bool = False) -> None:
    """Follow the files of all apps."""
    for app in frappe.get_installed_apps():
        sync_for(app)
    frappe.clear_cache()


def remove_orphan_doctypes() -> list[Any]:
    """Standard DocTypes without a file, whose module belongs to no app: none stay behind here."""
    return []
