"""How addresses of a country are written."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint
from frappe import _
from frappe.contacts.doctype.address.address import STANDARD
from frappe.model.document import Document
from frappe.utils.jinja import validate_template


class AddressTemplate(Document):
    """One country's way; one of them serves for all others."""

    template: Any

    def validate(self) -> None:
        self.template = self.template or STANDARD
        validate_template(self.template)
        if not frappe.db.exists("Address Template", {"is_default": 1, "name": ["!=", self.name or ""]}):
            self.is_default = 1

    def on_update(self) -> None:
        if cint(self.is_default):
            others = frappe.get_all(
                "Address Template", {"is_default": 1, "name": ["!=", self.name]}, pluck="name"
            )
            for name in others:
                frappe.db.set_value("Address Template", name, "is_default", 0)

    def on_trash(self) -> None:
        if cint(self.is_default):
            frappe.throw(_("The default template of addresses cannot be deleted"))


@frappe.whitelist()
def get_default_address_template() -> Any:
    """The usual lines."""
    return STANDARD
