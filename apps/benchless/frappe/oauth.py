"""Where this server is, for programs that sign in here."""

import frappe


def get_server_url() -> str:
    """`https://host` of the running request, else of the site."""
    request = frappe.local.request
    return str(request.host_url).rstrip("/") if request is not None else frappe.utils.get_url()
