"""What the form shows beside a document: history, papers, people, rights."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.values import Row, cint, cstr
from frappe.desk.form import assign_to
from frappe.permissions import get_doc_permissions
from frappe.share import shares_of

LOGS = {
    "Comment": "comments", "Like": "like_logs", "Workflow": "workflow_logs", "Assigned": "assignment_logs",
    "Assignment Completed": "assignment_logs", "Attachment": "attachment_logs",
    "Attachment Removed": "attachment_logs", "Info": "info_logs", "Edit": "info_logs", "Label": "info_logs",
}  # fmt: skip
MOST_VERSIONS = 10
MOST_MAILS = 20


def docinfo_of(doc: Any) -> Row:
    """Everything beside the document."""
    doctype, name = doc.doctype, cstr(doc.name)
    info = Row(
        doctype=doctype,
        name=doc.name,
        user_info=Row(),
        **comment_logs(doctype, name),
        attachments=attachments(doctype, name),
        communications=communications(doctype, name),
        automated_messages=communications(doctype, name, "Automated Message"),
        versions=versions(doctype, name),
        assignments=assignments(doctype, name),
        permissions=get_doc_permissions(doc),
        shared=shares_of(doctype, name),
        views=views(doc),
        additional_timeline_content=[],
        milestones=[],
        energy_point_logs=[],
        is_document_followed=None,
        tags=tags(doc),
        document_email=None,
    )
    info.user_info = people(info)
    return info


def comment_logs(doctype: str, name: str) -> dict[str, list[Row]]:
    """Comments by the part of the page that shows them."""
    out: dict[str, list[Row]] = {key: [] for key in dict.fromkeys(LOGS.values())}
    rows = current().db.dicts(
        "SELECT name, creation, content, owner, comment_type, published"
        " FROM `tabComment` WHERE reference_doctype=? AND reference_name=? ORDER BY creation DESC",
        (doctype, name),
    )
    for row in rows:
        key = LOGS.get(row.comment_type)
        if key:
            out[key].append(row)
    return out


def assignments(doctype: str, name: str) -> list[Row]:
    """Open tasks about a document, and who has them."""
    fields = ["name", "allocated_to as owner", "description", "status"]
    filters = {"reference_type": doctype, "reference_name": name, "status": assign_to.OPEN}
    return list(
        frappe.get_all("ToDo", filters=filters, fields=fields, order_by="creation", limit_page_length=0)
    )


def attachments(doctype: str, name: str) -> list[Row]:
    """Papers of a document; who sees it sees them."""
    return current().db.dicts(
        "SELECT name, file_name, file_url, is_private"
        " FROM `tabFile` WHERE attached_to_doctype=? AND attached_to_name=? ORDER BY creation DESC",
        (doctype, name),
    )


def communications(doctype: str, name: str, kind: str = "Communication") -> list[Row]:
    """Mails about a document, newest first."""
    rows = current().db.dicts(
        "SELECT name, communication_type, communication_medium, communication_date, content, sender,"
        " sender_full_name, cc, bcc, recipients, creation, subject, delivery_status, reference_doctype,"
        " reference_name, _liked_by, read_by_recipient, owner, has_attachment FROM `tabCommunication`"
        " WHERE reference_doctype=? AND reference_name=? AND communication_type=?"
        " ORDER BY creation DESC LIMIT ?",
        (doctype, name, kind, MOST_MAILS),
    )
    for row in rows:
        row.attachments = attachments("Communication", row.name) if cint(row.has_attachment) else []
    return rows


def versions(doctype: str, name: str) -> list[Row]:
    """The newest changes."""
    return current().db.dicts(
        "SELECT name, owner, creation, data FROM `tabVersion` WHERE ref_doctype=? AND docname=?"
        " ORDER BY creation DESC LIMIT ?",
        (doctype, name, MOST_VERSIONS),
    )


def views(doc: Any) -> list[Row]:
    """Who looked at a document whose views are counted."""
    if not cint(doc.meta.get("track_views")):
        return []
    fields = ["name", "creation", "owner", "viewed_by"]
    filters = {"reference_doctype": doc.doctype, "reference_name": cstr(doc.name)}
    return list(
        frappe.get_all("View Log", filters=filters, fields=fields, order_by="creation desc", limit=50)
    )


def tags(doc: Any) -> str:
    """Tags joined by commas."""
    return ",".join(reversed(cstr(doc.get("_user_tags")).strip(",").split(",")))


def people(info: Row) -> dict[str, Any]:
    """Names and pictures of everybody who appears."""
    users: set[str] = set()
    for key in (*dict.fromkeys(LOGS.values()), "versions", "communications", "views"):
        users.update(row.get("owner") for row in info.get(key) or [])
    users.update(row.owner for row in info.assignments)
    users.update(row.user for row in info.shared)
    return user_info({user for user in users if user})


def user_info(users: set[str]) -> dict[str, Any]:
    """Full name, picture, address and time zone by user."""
    known = current().site.cache.store("access").setdefault("user info", {})
    missing = [user for user in users if user not in known]
    if missing:
        known.update(dict.fromkeys(missing), **read_users(missing))
    return {user: known[user] for user in sorted(users) if known[user] is not None}


def read_users(users: list[str]) -> dict[str, Any]:
    marks = ", ".join("?" * len(users))
    columns = "name, full_name, user_image, email, time_zone"
    rows = current().db.rows(f"SELECT {columns} FROM `tabUser` WHERE name IN ({marks})", tuple(users))
    return {
        row[0]: {
            "fullname": row[1] or row[0],
            "image": row[2],
            "name": row[0],
            "email": row[3],
            "time_zone": row[4],
        }
        for row in rows
    }
