"""Which apps are installed, in which order."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import JsonNames
from benchless.context import current
from benchless.documents.user_defaults import set_default
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_installed_apps_info


class InstalledApplications(Document):
    """The list, written anew after every change."""

    installed_applications: list[Any]

    def update_versions(self) -> None:
        """Write the installed apps with their versions."""
        self.installed_applications = []
        for app in get_installed_apps_info():
            values = {"app_name": app["app_name"], "app_version": app["version"], "git_branch": app["branch"]}
            self.append("installed_applications", values)
        self.save(ignore_permissions=True)


@frappe.whitelist()
def get_installed_app_order() -> list[str]:
    """The apps, the one whose hooks count first in front."""
    frappe.only_for("System Manager")
    return list(frappe.get_installed_apps())


@frappe.whitelist(methods=["POST"])
def update_installed_apps_order(new_order: JsonNames) -> None:
    """Change the order; the built-in app stays first."""
    frappe.only_for("System Manager")
    wanted: list[Any] = frappe.parse_json(new_order)
    if sorted(map(str, wanted)) != sorted(frappe.get_installed_apps()):
        frappe.throw(_("Only the order can be changed: name every installed app once"))
    ordered = ["frappe", *(str(app) for app in wanted if app != "frappe")]
    set_default("installed_apps", json.dumps(ordered))
    session = current()
    session.site.cache.bump(session.db, "hooks", "schema", "access", "pages")
