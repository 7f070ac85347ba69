"""What happens when the app comes, changes and goes, and when a page begins."""

import frappe


def before_install():
    frappe.db.set_default("bookshelf_life", "before")


def after_install():
    frappe.db.set_default("bookshelf_life", frappe.db.get_default("bookshelf_life") + " after")


def after_migrate():
    times = frappe.utils.cint(frappe.db.get_default("bookshelf_migrations"))
    frappe.db.set_default("bookshelf_migrations", times + 1)


def before_uninstall():
    frappe.db.set_default("bookshelf_life", "leaving")


def after_uninstall():
    frappe.db.set_default("bookshelf_life", "gone")


def boot_session(bootinfo):
    bootinfo.bookshelf = {"books": frappe.db.count("Shelf Book")}


def extend_bootinfo(bootinfo):
    bootinfo.bookshelf_more = "</script>"


def greet(login_manager):
    frappe.db.set_default("bookshelf_greeted", login_manager.user)


def before_tests():
    """What the tests of the library lean on."""
    frappe.db.set_default("bookshelf_tested", "ready")
