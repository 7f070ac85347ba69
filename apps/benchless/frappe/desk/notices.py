"""Telling users: Notification Logs."""

from __future__ import annotations

import re

import frappe
import frappe.utils
from benchless.values import cint
from frappe import _

MENTION = re.compile(r'class="mention"[^>]*\bdata-id="([^"]+)"')
GROUP = re.compile(r'data-is-group="(?:true|1)"')


def notify(
    users: list[str],
    kind: str,
    subject: str,
    doctype: str | None = None,
    name: str | None = None,
    content: str | None = None,
    from_user: str | None = None,
) -> None:
    """Write a Notification Log for each user who wants any, except the one who acts."""
    sender = from_user or frappe.session.user
    for user in dict.fromkeys(users):
        if user in (sender, "Guest", "") and kind != "Alert" or not wants_notices(user):
            continue
        values = {
            "doctype": "Notification Log", "type": kind, "for_user": user, "from_user": sender,
            "subject": subject,
            "email_content": content, "document_type": doctype, "document_name": name,
        }  # fmt: skip
        frappe.get_doc(values).insert(ignore_permissions=True, ignore_links=True)


def wants_notices(user: str) -> bool:
    """Whether a user is there and did not switch notices off."""
    if not frappe.db.get_value("User", user, "enabled"):
        return False
    enabled = frappe.db.get_value("Notification Settings", user, "enabled")
    return enabled is None or bool(cint(enabled))


def mentioned(content: str) -> list[str]:
    """Users that a text names with an @."""
    return list(dict.fromkeys(MENTION.findall(content))) if 'class="mention"' in content else []


def notify_mentions(doctype: str, name: str, content: str) -> None:
    """Tell users that a comment names them."""
    users = mentioned(content)
    if not users:
        return
    who, what = frappe.bold(frappe.utils.get_fullname()), frappe.bold(name)
    subject = _("{0} mentioned you in a comment in {1} {2}").format(who, _(doctype), what)
    notify(users, "Mention", subject, doctype, name, content)
