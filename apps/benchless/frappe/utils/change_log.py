"""Which versions of which apps run here."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.site import app_folder, hooks_module


@frappe.whitelist()
def get_versions() -> dict[str, dict[str, Any]]:
    """App → `title, description, branch, version`, of the installed apps."""
    frappe.only_for("Desk User") if frappe.session.user == "Guest" else None
    return {app: _version(app) for app in frappe.get_installed_apps()}


def _version(app: str) -> dict[str, Any]:
    hooks = hooks_module(app)
    return {
        "title": getattr(hooks, "app_title", app),
        "description": getattr(hooks, "app_description", ""),
        "branch": get_app_branch(app),
        "version": getattr(frappe.get_module(app), "__version__", "0.0.1"),
    }


def get_app_branch(app: str) -> str:
    """The branch that an app is checked out on; empty where it was installed as a package."""
    for folder in app_folder(app).parents:
        head = folder / ".git" / "HEAD"
        if head.is_file():
            return head.read_text("utf-8").strip().removeprefix("ref: refs/heads/")
    return ""
