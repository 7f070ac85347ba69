"""`frappe.share`: documents for single users."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.context import current
from benchless.errors import PermissionError
from benchless.settings import system_setting
from benchless.values import cint
from frappe import _
from frappe.desk.notices import notify

RIGHTS = ("read", "write", "submit", "share")


@frappe.whitelist(methods=["POST"])
def add(
    doctype: str,
    name: str,
    user: str | None = None,
    read: int = 1,
    write: int = 0,
    submit: int = 0,
    share: int = 0,
    everyone: int = 0,
    notify: int = 0,
) -> Any:
    """Share a document with a user."""
    if cint(system_setting("disable_document_sharing")) and "System Manager" not in frappe.get_roles():
        frappe.throw(_("Document sharing has been disabled."), PermissionError)
    return add_docshare(doctype, name, user, read, write, submit, share, everyone, notify=notify)


def add_docshare(
    doctype: str,
    name: str,
    user: str | None = None,
    read: int = 1,
    write: int = 0,
    submit: int = 0,
    share: int = 0,
    everyone: int = 0,
    flags: Any = None,
    notify: int = 0,
) -> Any:
    """Share a document, or change what is shared. `flags` go to the DocShare."""
    user = user or (None if cint(everyone) else frappe.session.user)
    doc = _share_of(doctype, name, user, everyone)
    doc.flags.update(flags or {})
    given = {"read": read, "write": write, "submit": submit, "share": share, "everyone": everyone}
    doc.update({right: cint(value) for right, value in given.items()})
    doc.save(ignore_permissions=True)
    if cint(notify):
        tell(doctype, name, user, everyone)
    return doc


def _share_of(doctype: str, name: str, user: str | None, everyone: Any) -> Any:
    found = get_share_name(doctype, name, user, everyone)
    if found:
        return frappe.get_doc("DocShare", found)
    if not frappe.db.exists(doctype, name):
        frappe.throw(_("{0} {1} not found").format(_(doctype), name), frappe.DoesNotExistError)
    values = {"user": user, "share_doctype": doctype, "share_name": str(name)}
    return frappe.get_doc({"doctype": "DocShare", **values})


def get_share_name(doctype: str, name: str, user: str | None, everyone: Any) -> str | None:
    """The DocShare of a document and a user, or None."""
    who = {"everyone": 1} if cint(everyone) else {"user": user}
    found = frappe.db.get_value("DocShare", {**who, "share_doctype": doctype, "share_name": str(name)})
    return str(found) if found else None


def check_share_permission(doctype: str, name: str) -> None:
    """Raise PermissionError unless the user may share a document."""
    if not frappe.has_permission(doctype, "share", doc=name):
        text = _("You may not share {0} {1}").format(_(doctype), name)
        frappe.throw(text, PermissionError)


def notify_assignment(shared_by: str, doctype: str, doc_name: str, everyone: Any, notify: Any = 0) -> None:
    """Tell a user that a document was shared with him, where that is wanted."""
    if shared_by and cint(notify):
        tell(doctype, doc_name, shared_by, everyone)


def tell(doctype: str, name: str, user: str | None, everyone: Any) -> None:
    """Tell a user that something is shared."""
    if user and not cint(everyone):
        text = _("{0} shared a document {1} {2} with you")
        subject = text.format(frappe.bold(frappe.utils.get_fullname()), _(doctype), frappe.bold(name))
        notify([user], "Share", subject, doctype, name)


def remove(doctype: str, name: str, user: str, flags: Any = None) -> None:
    """Stop sharing with a user."""
    found = get_share_name(doctype, name, user, 0)
    if found:
        doc = frappe.get_doc("DocShare", found)
        doc.flags.update(flags or {})
        doc.delete(ignore_permissions=True)


@frappe.whitelist(methods=["POST"])
def set_permission(
    doctype: str, name: str, user: str, permission_to: str, value: int = 1, everyone: int = 0
) -> Any:
    """Give or take one right of a share; without any right left the share goes."""
    if not frappe.has_permission(doctype, "share", doc=name):
        frappe.throw(_("You need to have Share permission"), PermissionError)
    return set_docshare_permission(doctype, name, user, permission_to, value, everyone)


def set_docshare_permission(
    doctype: str,
    name: str,
    user: str,
    permission_to: str,
    value: int = 1,
    everyone: int = 0,
    flags: Any = None,
) -> Any:
    """The same without asking whether the caller may."""
    if permission_to not in RIGHTS:
        frappe.throw(_("{0} cannot be shared").format(permission_to))
    found = get_share_name(doctype, name, user, everyone)
    if not found:
        if not cint(value):
            return None
        rights = {right: int(right in ("read", permission_to)) for right in RIGHTS}
        return add_docshare(doctype, name, user, everyone=everyone, flags=flags, **rights)
    return _change(frappe.get_doc("DocShare", found), permission_to, cint(value), flags)


def _change(doc: Any, right: str, value: int, flags: Any) -> Any:
    doc.flags.update(flags or {})
    doc.set(right, value)
    if right == "read" and not value:
        doc.update(dict.fromkeys(RIGHTS, 0))
    if not any(cint(doc.get(one)) for one in RIGHTS):
        doc.delete(ignore_permissions=True)
        return None
    doc.save(ignore_permissions=True)
    return doc


@frappe.whitelist()
def get_users(doctype: str, name: str) -> list[Any]:
    """Shares of a document. Needs the right to read it."""
    frappe.has_permission(doctype, "read", doc=name, throw=True)
    return shares_of(doctype, name)


def shares_of(doctype: str, name: str) -> list[Any]:
    """Shares of a document, unasked."""
    return current().db.dicts(
        "SELECT name, `user`, `read`, `write`, submit, share, everyone, owner, creation FROM `tabDocShare`"
        " WHERE share_doctype=? AND share_name=? ORDER BY modified DESC",
        (doctype, str(name)),
    )


def get_shared(
    doctype: str, user: str | None = None, rights: Any = None, *, filters: Any = None, limit: Any = None
) -> list[str]:
    """Names of the documents shared with a user."""
    wanted = {right: 1 for right in rights or ["read"]}
    who = [["user", "=", user or frappe.session.user], ["everyone", "=", 1]]
    conditions = [["share_doctype", "=", doctype], *[[right, "=", 1] for right in wanted], *(filters or [])]
    found = frappe.get_all("DocShare", filters=conditions, or_filters=who, pluck="share_name", limit=limit)
    return list(found)


def get_shared_doctypes(user: str | None = None) -> list[str]:
    """DocTypes of which something is shared with a user."""
    who = {"user": user or frappe.session.user}
    return list(frappe.get_all("DocShare", filters=who, pluck="share_doctype", distinct=True))
