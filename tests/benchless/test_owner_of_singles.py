"""Who owns a Single: nobody while it was only set field by field; whoever saved it first, from then on."""

from typing import Any

import frappe


def test_the_first_save_gives_an_owner_and_it_stays(session: Any) -> None:
    frappe.db.sql("delete from `tabSingles` where doctype = %s and field = %s", ("System Settings", "owner"))
    frappe.clear_document_cache("System Settings", "System Settings")
    doc = frappe.get_doc("System Settings")
    doc.flags.ignore_mandatory = True
    doc.owner = "Administrator"
    doc.save()
    doc = frappe.get_doc("System Settings")
    assert doc.owner == "Administrator"
    doc.owner = "Guest"
    doc.save()
    assert frappe.get_doc("System Settings").owner == "Administrator"
