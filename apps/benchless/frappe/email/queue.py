"""The Email Queue."""

from typing import Any

import frappe
from benchless import mail
from benchless.mail import send


def flush(from_test: bool = False) -> None:
    """Send what waits; the schedule calls this."""
    mail.flush()


def get_queue() -> list[dict[str, Any]]:
    """Mails that wait."""
    return list(
        frappe.get_all(
            "Email Queue", filters={"status": "Not Sent"}, fields=["name", "sender"], order_by="creation"
        )
    )


def are_emails_muted() -> bool:
    """Whether no mail leaves this site."""
    return send.is_muted()
