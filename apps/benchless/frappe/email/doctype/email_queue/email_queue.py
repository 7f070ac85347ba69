"""Mails that wait, went out, or could not."""

from __future__ import annotations

import frappe
from benchless import mail
from benchless.arguments import JsonNames
from frappe.model.document import Document


class EmailQueue(Document):
    """One mail."""


@frappe.whitelist(methods=["POST"])
def send_now(name: str) -> bool:
    """Try a mail at once."""
    frappe.has_permission("Email Queue", "write", name, throw=True)
    return mail.send_one(name)


@frappe.whitelist(methods=["POST"])
def retry_sending(name: str | None = None, queues: JsonNames = None) -> None:
    """Let failed mails wait again."""
    names = frappe.parse_json(queues) if queues else [name]
    for one in names:
        frappe.has_permission("Email Queue", "write", one, throw=True)
        frappe.db.set_value("Email Queue", one, {"status": "Not Sent", "retry": 0, "error": None})
