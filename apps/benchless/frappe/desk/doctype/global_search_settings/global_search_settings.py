"""Which DocTypes the search over everything looks at, in the order of their importance."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from benchless.values import cint, cstr
from frappe import _
from frappe.model.document import Document

SETTINGS = "Global Search Settings"
DEFAULT = "Default"
CLOSED = "Core"


class GlobalSearchSettings(Document):
    """The list of DocTypes."""

    def validate(self) -> None:
        names = [cstr(row.document_type) for row in self.allowed_in_global_search]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            text = _("{0} stands in the list more than once").format(", ".join(twice))
            frappe.throw(text)
        self.refuse_core(names)

    def refuse_core(self, names: list[str]) -> None:
        """Documents that run the site itself are not for everybody's search."""
        core = [name for name in names if frappe.db.get_value("DocType", name, "module") == CLOSED]
        if core:
            text = _("Documents of the core are not searched: {0}")
            frappe.throw(text.format(frappe.bold(", ".join(core))))


def get_doctypes_for_global_search() -> list[str]:
    """DocTypes that are searched."""
    return [cstr(row.document_type) for row in frappe.get_cached_doc(SETTINGS).allowed_in_global_search]


@frappe.whitelist(methods=["POST"])
def reset_global_search_settings_doctypes() -> None:
    """Back to what the apps say."""
    frappe.only_for("System Manager")
    update_global_search_doctypes()


def update_global_search_doctypes() -> None:
    """Write the list that the hook `global_search_doctypes` of all apps makes."""
    _write(list(dict.fromkeys(_hooked())))


def add_missing_doctypes() -> None:
    """Put what an app brings behind what is there: an administrator's order stays."""
    present = get_doctypes_for_global_search()
    wanted = [name for name in dict.fromkeys(_hooked()) if name not in present]
    if wanted:
        _write([*present, *wanted])


def _hooked() -> Iterator[str]:
    """DocTypes of the hook, by domain: the one for all, and those that are active."""
    hooked = frappe.get_hooks("global_search_doctypes", default={})
    for domain in (DEFAULT, *frappe.get_active_domains()):
        rows = sorted(hooked.get(domain, []), key=lambda row: cint(row.get("index")))
        yield from (row["doctype"] for row in rows if frappe.db.exists("DocType", row["doctype"]))


def _write(names: list[str]) -> None:
    settings = frappe.get_doc(SETTINGS)
    settings.allowed_in_global_search = []
    for name in filter(lambda one: frappe.db.exists("DocType", one), names):
        settings.append("allowed_in_global_search", {"document_type": name})
    settings.flags.ignore_permissions = True
    settings.save()
