"""Who sees which books: readers only those that are not locked away."""

import frappe


def book_conditions(user=None):
    return "" if "Librarian" in frappe.get_roles(user) else "`tabShelf Book`.locked_away = 0"


def may_book(doc, ptype, user):
    return "Librarian" in frappe.get_roles(user) or not doc.locked_away


def may_see_request(doc, ptype, user, verbose=False):
    return doc.email == user
