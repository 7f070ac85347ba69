"""Addresses, and how they are written."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint, cstr
from frappe import _
from frappe.contacts.links import LinkedDocument, name_of

STANDARD = (
    "{{ address_line1 }}<br>{% if address_line2 %}{{ address_line2 }}<br>{% endif %}"
    "{{ city }}<br>{% if state %}{{ state }}<br>{% endif %}{% if pincode %}{{ pincode }}<br>{% endif %}"
    "{{ country }}<br>{% if phone %}{{ _('Phone') }}: {{ phone }}<br>{% endif %}"
    "{% if fax %}{{ _('Fax') }}: {{ fax }}<br>{% endif %}"
    "{% if email_id %}{{ _('Email') }}: {{ email_id }}<br>{% endif %}"
)


class Address(LinkedDocument):
    """One place of a person or an organization."""

    address_title: Any

    def autoname(self) -> None:
        if not self.address_title and self.links:
            self.address_title = self.links[0].link_name
        if not self.address_title:
            frappe.throw(_("An address needs a title or a linked document"))
        kind = _(self.address_type) if self.address_type else ""
        self.name = name_of("Address", f"{cstr(self.address_title).strip()}-{kind}".rstrip("-"))

    def validate(self) -> None:
        self.complete_links()
        self.clear_other_defaults("is_primary_address")
        self.clear_other_defaults("is_shipping_address")

    def clear_other_defaults(self, field: str) -> None:
        """One main address for each linked document."""
        for link in self.links if cint(self.get(field)) else []:
            for name in linked_addresses(link.link_doctype, link.link_name):
                if name != self.name:
                    frappe.db.set_value("Address", name, field, 0)

    def get_display(self) -> str:
        """The address as it is written on an envelope, as HTML."""
        return str(get_address_display(self.as_dict()) or "")


def linked_addresses(doctype: str, name: str) -> list[str]:
    """Addresses of a document that are in use."""
    links = [
        ["Dynamic Link", "link_doctype", "=", doctype],
        ["Dynamic Link", "link_name", "=", name],
        ["Dynamic Link", "parenttype", "=", "Address"],
    ]
    return list(
        frappe.get_all("Address", [*links, ["disabled", "=", 0]], pluck="name", order_by="creation asc")
    )


def get_address_display(address_dict: Any) -> str | None:
    """An address (its name or its values) by the template of its country, as HTML; None for nothing."""
    if not address_dict:
        return None
    values = address_dict
    if not isinstance(values, dict):
        document = frappe.get_doc("Address", values)
        document.check_permission("read")
        values = document.as_dict()
    escaped = {
        key: frappe.utils.escape_html(value) if isinstance(value, str) else value
        for key, value in values.items()
    }
    return str(
        frappe.render_template(
            template_of(values.get("country")), {**escaped, "country": _(cstr(values.get("country")))}
        )
    )


def get_address_templates(address: Any) -> tuple[str | None, str]:
    """Name and text of the template for an address."""
    country = address.get("country")
    name = frappe.db.get_value("Address Template", {"country": country}) or frappe.db.get_value(
        "Address Template", {"is_default": 1}
    )
    return name, template_of(country)


def template_of(country: str | None) -> str:
    """The country's template, the one for all countries, or the usual lines."""
    found = frappe.db.get_value("Address Template", {"country": country}, "template") if country else None
    found = found or frappe.db.get_value("Address Template", {"is_default": 1}, "template")
    return cstr(found) or STANDARD


@frappe.whitelist()
def get_default_address(doctype: str, name: str, sort_key: str = "is_primary_address") -> str | None:
    """The main (or shipping) address of a document, or the first one."""
    if sort_key not in ("is_primary_address", "is_shipping_address"):
        return None
    frappe.has_permission(doctype, "read", doc=name, throw=True)
    names = linked_addresses(doctype, name)
    marked = frappe.get_all("Address", {"name": ["in", names], sort_key: 1}, pluck="name") if names else []
    return next(iter([*marked, *names]), None)
