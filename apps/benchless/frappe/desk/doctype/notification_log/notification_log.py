"""What users are told."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.text import escape_html
from benchless.values import cint
from frappe.desk.notices import wants_notices
from frappe.model.document import Document
from frappe.utils import get_user_info_for_avatar

BY_MAIL = {
    "Mention": "enable_email_mention",
    "Assignment": "enable_email_assignment",
    "Share": "enable_email_share",
}


class NotificationLog(Document):
    """One notice to one user."""

    def after_insert(self) -> None:
        frappe.publish_realtime("notification", after_commit=True, user=self.for_user)
        if self.wants_mail():
            address = frappe.db.get_value("User", self.for_user, "email")
            frappe.sendmail(
                recipients=address,
                subject=frappe.utils.strip_html(self.subject),
                message=self.email_content or self.subject,
                reference_doctype=self.document_type,
                reference_name=self.document_name,
            )

    def wants_mail(self) -> bool:
        """Mail only where an account sends it and the user has not switched it off."""
        if not frappe.db.exists("Email Account", {"enable_outgoing": 1, "default_outgoing": 1}):
            return False
        settings = frappe.db.get_value("Notification Settings", self.for_user, "*", as_dict=True)
        if not settings or not cint(settings.enable_email_notifications):
            return False
        return self.type in BY_MAIL and bool(cint(settings.get(BY_MAIL[self.type])))


def get_permission_query_conditions(user: str | None = None) -> str:
    """Everybody sees the own notices."""
    user = user or frappe.session.user
    return "" if user == "Administrator" else f"(`tabNotification Log`.for_user = {frappe.db.escape(user)})"


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None) -> bool:
    user = user or frappe.session.user
    return user == "Administrator" or doc.get("for_user") == user


def enqueue_create_notification(users: list[str] | str, doc: dict[str, Any]) -> None:
    """Tell users (their names or addresses) something, as a job: `subject, type, document_type, …`."""
    flags = frappe.flags
    if flags.in_install or flags.in_import or flags.in_patch:
        return
    names = [users] if isinstance(users, str) else list(users)
    known = [
        name for one in names if (name := frappe.db.get_value("User", {"email": one.strip(), "enabled": 1}))
    ]
    frappe.enqueue(
        make_notification_logs, enqueue_after_commit=True, doc=dict(doc), users=list(dict.fromkeys(known))
    )


def make_notification_logs(doc: dict[str, Any], users: list[str]) -> None:
    """Write one notice for each user who wants any; who acts is told by alerts only."""
    for user in users:
        about_oneself = user == doc.get("from_user") and doc.get("type") not in ("Energy Point", "Alert")
        if about_oneself or not wants_notices(user):
            continue
        notice = frappe.get_doc({"doctype": "Notification Log", **doc, "for_user": user})
        notice.insert(ignore_permissions=True, ignore_links=True)


def get_title(doctype: str, docname: str, title_field: str | None = None) -> str:
    """The title of a document, or its name."""
    field = title_field or frappe.get_meta(doctype).get_title_field()
    found = docname if field == "name" else frappe.db.get_value(doctype, docname, field)
    return str(found or docname)


def get_title_html(title: str) -> str:
    """A title as notices show it."""
    return f'<b class="subject-title">{escape_html(title)}</b>'


@frappe.whitelist()
def get_notification_logs(limit: int = 20) -> dict[str, Any]:
    """The newest notices of the user, and who sent them."""
    rows = frappe.get_list(
        "Notification Log", fields=["*"], limit_page_length=cint(limit) or 20, order_by="creation desc"
    )
    users = {row.from_user for row in rows if row.from_user}
    return {
        "notification_logs": rows,
        "user_info": {user: get_user_info_for_avatar(user) for user in users},
    }


@frappe.whitelist(methods=["POST"])
def mark_all_as_read() -> None:
    """Nothing is new any more."""
    filters = {"for_user": frappe.session.user, "read": 0}
    for name in frappe.get_all("Notification Log", filters=filters, pluck="name"):
        frappe.db.set_value("Notification Log", name, "read", 1, update_modified=False)


@frappe.whitelist(methods=["POST"])
def mark_as_read(docname: str) -> None:
    """One notice was seen."""
    if docname and frappe.db.get_value("Notification Log", docname, "for_user") == frappe.session.user:
        frappe.db.set_value("Notification Log", str(docname), "read", 1, update_modified=False)


@frappe.whitelist(methods=["POST"])
def trigger_indicator_hide() -> None:
    """The panel was opened."""
    frappe.publish_realtime("indicator_hide", user=frappe.session.user)


@frappe.whitelist(methods=["POST"])
def set_notifications_as_unseen(user: str) -> None:
    """The panel shows its mark again."""
    if user == frappe.session.user:
        frappe.db.set_value("Notification Settings", user, "seen", 0, update_modified=False)
