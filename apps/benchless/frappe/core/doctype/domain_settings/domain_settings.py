"""Which domains this site works in: what belongs to others is out of sight."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe.model.document import Document

RESTRICTED = "restrict_to_domain"


class DomainSettings(Document):
    """The active domains."""

    active_domains: list[Any]

    def set_active_domains(self, domains: list[str]) -> None:
        """Work in these domains from now on."""
        self.active_domains = []
        for domain in dict.fromkeys(domains):
            self.append("active_domains", {"domain": domain})
        self.save()

    def on_update(self) -> None:
        """Roles of other domains are switched off, those of active ones on."""
        active = frappe.get_active_domains()
        fields = ["name", RESTRICTED, "disabled"]
        for row in frappe.get_all("Role", {RESTRICTED: ["is", "set"]}, fields):
            wanted = int(row[RESTRICTED] not in active)
            if cint(row.disabled) != wanted:
                frappe.get_doc("Role", row.name).update({"disabled": wanted}).save(ignore_permissions=True)
        frappe.clear_cache()


def get_active_domains() -> list[str]:
    """The active domains, and the empty one of what belongs to none."""
    rows = frappe.get_all("Has Domain", {"parent": "Domain Settings"}, pluck="domain", order_by="idx asc")
    return [*dict.fromkeys(rows), ""]


def get_active_modules() -> list[str]:
    """Modules that belong to an active domain, or to none."""
    return list(frappe.get_all("Module Def", or_filters=in_active_domains(), pluck="name", order_by="name"))


def in_active_domains() -> list[list[object]]:
    """Filters (one of them is enough) for what is not out of sight."""
    return [[RESTRICTED, "in", get_active_domains()], [RESTRICTED, "is", "not set"]]


def is_in_sight(doctype: str) -> bool:
    """Whether a DocType belongs to an active domain, or to none."""
    domain = frappe.get_meta(doctype).get(RESTRICTED)
    return not domain or domain in get_active_domains()
