"""Entries of the bar on top of the pages."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

TABLES = {"standard_navbar_items": "settings_dropdown", "standard_help_items": "help_dropdown"}


class NavbarSettings(Document):
    """What the menus hold."""


def get_app_logo() -> str:
    """The picture of the site: the one of the settings, else the last app's."""
    own = frappe.db.get_single_value("Navbar Settings", "app_logo")
    hooked = frappe.get_hooks("app_logo_url") or [""]
    return str(own or hooked[-1])


@frappe.whitelist()
def get_navbar_settings() -> Any:
    """The settings, for front ends."""
    return frappe.get_doc("Navbar Settings")


def sync_standard_items() -> None:
    """Put the entries that apps bring (`standard_navbar_items`, `standard_help_items`) into the menus."""
    settings = frappe.get_doc("Navbar Settings")
    for hook, table in TABLES.items():
        if not settings.meta.has_field(table):
            continue
        known = {row.item_label for row in settings.get(table)}
        for item in frappe.get_hooks(hook) or []:
            if item.get("item_label") not in known:
                settings.append(table, item)
    settings.save(ignore_permissions=True)
