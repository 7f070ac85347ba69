"""Who is logged in, asked by a page."""

import frappe
from benchless.context import current


@frappe.whitelist()
def get_logged_user() -> str:
    """Who is asking."""
    return current().user
