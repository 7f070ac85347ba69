"""Addresses and contacts of a document, for its form."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.contacts.doctype.address.address import get_address_display, linked_addresses
from frappe.contacts.doctype.contact.contact import linked_contacts


def load_address_and_contact(doc: Any, key: str | None = None) -> None:
    """Put `addr_list` and `contact_list`, as far as the user may read them, beside a document (`onload`)."""
    names = linked_addresses(doc.doctype, doc.name)
    addresses = [frappe.get_doc("Address", name) for name in names]
    readable = [one.as_dict() for one in addresses if one.has_permission("read")]
    shown = [{**data, "display": get_address_display(data)} for data in readable]
    doc.set_onload("addr_list", sorted(shown, key=lambda one: -int(one["is_primary_address"] or 0)))
    people = [frappe.get_doc("Contact", row.name) for row in linked_contacts(doc.doctype, doc.name)]
    doc.set_onload("contact_list", [one.as_dict() for one in people if one.has_permission("read")])


def delete_contact_and_address(doctype: str, docname: str) -> None:
    """Remove a document's addresses and contacts that belong to nothing else; from others only the link."""
    for kind in ("Contact", "Address"):
        filters = {"link_doctype": doctype, "link_name": docname, "parenttype": kind}
        for name in frappe.get_all("Dynamic Link", filters, pluck="parent", distinct=True):
            doc = frappe.get_doc(kind, name)
            if len(doc.links) == 1:
                doc.delete(ignore_permissions=True)
                continue
            doc.links = [
                link for link in doc.links if (link.link_doctype, link.link_name) != (doctype, docname)
            ]
            doc.save(ignore_permissions=True)
