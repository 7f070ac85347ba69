"""Every book gets its shelf mark, and its author back under the new field."""

import frappe


def execute():
    authors = frappe.parse_json(frappe.db.get_default("bookshelf_authors") or "{}")
    for number, name in enumerate(frappe.get_all("Shelf Book", pluck="name", order_by="name"), 1):
        values = {"shelf_mark": f"M{number}", "written_by": authors.get(name)}
        frappe.db.set_value("Shelf Book", name, values, update_modified=False)
