"""Keys with which programs log in as a user."""

from __future__ import annotations

import frappe


@frappe.whitelist(methods=["POST", "PUT"])
def generate_keys(user: str) -> dict[str, str]:
    """Make a new secret (and a key when there is none); the secret is shown this once."""
    frappe.only_for("System Manager")
    doc = frappe.get_doc("User", user)
    secret = frappe.generate_hash(length=15)
    if not doc.api_key:
        doc.api_key = frappe.generate_hash(length=15)
    doc.api_secret = secret
    doc.save()
    return {"api_secret": secret}
