"""Dashboards: cards and charts together."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe.model.document import Document


class Dashboard(Document):
    """Names of cards and charts."""

    def on_update(self) -> None:
        """One dashboard is the default."""
        if cint(self.is_default):
            others = frappe.get_all("Dashboard", {"is_default": 1, "name": ["!=", self.name]}, pluck="name")
            for name in others:
                frappe.db.set_value("Dashboard", name, "is_default", 0)


@frappe.whitelist()
def get_permitted_charts(dashboard_name: str) -> list[Any]:
    """Charts of a dashboard whose DocType the user may read."""
    rows = frappe.get_doc("Dashboard", dashboard_name).charts
    return [row.as_dict() for row in rows if _may_read("Dashboard Chart", row.chart)]


@frappe.whitelist()
def get_permitted_cards(dashboard_name: str) -> list[Any]:
    """Cards of a dashboard whose DocType the user may read."""
    rows = frappe.get_doc("Dashboard", dashboard_name).cards
    return [row.as_dict() for row in rows if _may_read("Number Card", row.card)]


def _may_read(kind: str, name: str) -> bool:
    doctype = frappe.db.get_value(kind, name, "document_type")
    return not doctype or bool(frappe.has_permission(doctype, "read"))
