"""Before the field `author` goes: what it held must not be lost."""

import frappe


def execute():
    if frappe.db.has_column("Shelf Book", "author"):
        kept = frappe.get_all("Shelf Book", fields=["name", "author"])
        frappe.db.set_default("bookshelf_authors", frappe.as_json({row.name: row.author for row in kept}))
