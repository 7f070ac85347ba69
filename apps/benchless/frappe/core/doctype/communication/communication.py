"""Mails and other messages about documents."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.values import cint, cstr
from frappe.model.document import Document
from frappe.utils import get_fullname, strip_html, validate_email_address


class Communication(Document):
    """One message."""

    sender: Any
    status: Any
    sender_full_name: Any
    subject: Any
    user: Any

    def validate(self) -> None:
        self.user = self.user or frappe.session.user
        self.sender = self.sender or frappe.db.get_value("User", self.user, "email")
        self.sender_full_name = self.sender_full_name or get_fullname(self.user)
        self.subject = self.subject or strip_html(cstr(self.content))[:200]
        if self.reference_doctype and self.reference_name and self.status in (None, "", "Open"):
            self.status = "Linked"
        for field in ("recipients", "cc", "bcc"):
            if self.get(field):
                validate_email_address(self.get(field), throw=True)


def send(doc: Any, attachments: Any = None, print_format: str | None = None) -> None:
    """Put a message into the mail queue."""
    papers = list(frappe.parse_json(attachments) or []) if attachments else []
    if print_format and doc.reference_doctype:
        papers.append(
            frappe.attach_print(doc.reference_doctype, doc.reference_name, print_format=print_format)
        )
    frappe.sendmail(
        recipients=cstr(doc.recipients).split(","),
        cc=cstr(doc.cc).split(",") if doc.cc else None,
        bcc=cstr(doc.bcc).split(",") if doc.bcc else None,
        sender=doc.sender,
        subject=doc.subject,
        message=doc.content,
        reference_doctype=doc.reference_doctype,
        reference_name=doc.reference_name,
        attachments=papers,
        communication=doc.name,
        now=bool(cint(frappe.flags.in_test)),
    )
