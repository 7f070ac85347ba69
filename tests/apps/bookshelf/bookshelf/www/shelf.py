"""The page of one shelf."""

import frappe

no_cache = 1


def get_context(context):
    if frappe.form_dict.name == "nowhere":
        frappe.local.flags.redirect_location = "/shelves/A"
        raise frappe.Redirect
    context.shelf = frappe.form_dict.get("name") or "all"
    shown = {"locked_away": 0}
    context.books = frappe.get_all("Shelf Book", filters=shown, fields=["title"], order_by="title")
    return context
