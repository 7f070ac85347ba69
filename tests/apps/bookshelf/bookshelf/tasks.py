"""Work that comes with time."""

import frappe


def remind():
    frappe.db.set_default("bookshelf_reminded", frappe.utils.today())


def count():
    frappe.db.set_default("bookshelf_counted", frappe.db.count("Shelf Book"))
