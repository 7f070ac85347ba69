"""Handlers of other apps' documents."""

import frappe


def note_validate(doc, method):
    if doc.description == "forbidden":
        frappe.throw("the bookshelf forbids it")
    doc.color = "#112233"


def note_trash(doc, method):
    frappe.db.set_default("bookshelf_trashed", doc.name)


def note_any(doc, method):
    if doc.doctype == "Shelf Book":
        frappe.db.set_default("bookshelf_latest", f"{doc.name} {method}")
