"""Would speak on an older site; a fresh installation has nothing to mend."""

import frappe


def execute():
    frappe.db.set_default("bookshelf_hello", "said")
