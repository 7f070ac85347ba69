"""`frappe.auth`."""

import frappe
from benchless.context import current


@frappe.whitelist()
def get_logged_user() -> str:
    """Who is asking."""
    return current().user
