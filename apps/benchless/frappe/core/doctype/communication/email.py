"""Writing a mail from a document's form."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import AnyValue, JsonList, Scalar, as_scalar
from benchless.values import cint, cstr
from frappe import _
from frappe.core.doctype.communication.communication import send
from frappe.utils import validate_email_address


@frappe.whitelist(methods=["POST"])
def make(
    doctype: str | None = None,
    name: str | None = None,
    content: str | None = None,
    subject: str | None = None,
    sent_or_received: str = "Sent",
    sender: str | None = None,
    sender_full_name: str | None = None,
    recipients: AnyValue = None,
    communication_medium: str = "Email",
    send_email: Scalar = False,
    print_format: str | None = None,
    attachments: JsonList = None,
    cc: AnyValue = None,
    bcc: AnyValue = None,
    email_template: str | None = None,
    communication_type: str | None = None,
    **_more: Any,
) -> dict[str, Any]:
    """Keep a message about a document and, if wanted, send it. Needs the right to e-mail the document."""
    if doctype and name:
        frappe.has_permission(doctype, "email", doc=name, throw=True)
    if cint(send_email) and not _joined(recipients):
        frappe.throw(_("Please add a recipient"))
    values = {
        "doctype": "Communication", "subject": subject, "content": content, "sender": sender,
        "sender_full_name": sender_full_name, "recipients": _joined(recipients), "cc": _joined(cc),
        "bcc": _joined(bcc), "communication_medium": communication_medium,
        "sent_or_received": sent_or_received, "reference_doctype": doctype, "reference_name": name,
        "email_template": email_template, "communication_type": communication_type or "Communication",
        "has_attachment": int(bool(attachments)),
    }  # fmt: skip
    doc = frappe.get_doc(values).insert(ignore_permissions=True)
    if cint(send_email):
        send(doc, attachments, print_format)
    return {"name": doc.name, "emails_not_sent_to": ""}


def _joined(addresses: Any) -> str | None:
    if not addresses:
        return None
    several = addresses if isinstance(addresses, list) else [addresses]
    text = ", ".join(cstr(as_scalar(one, "recipients")) for one in several)
    validate_email_address(text, throw=True)
    return text
