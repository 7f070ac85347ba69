"""Who may send a Web Form, and see or change what was sent with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from benchless.access.website import has_website_permission
from benchless.values import Row, cint
from frappe import _


def check_login(form: Any) -> None:
    """Raise PermissionError for a guest where one has to be logged in."""
    if cint(form.login_required) and frappe.session.user == "Guest":
        frappe.throw(_("You must login to submit this form"), frappe.PermissionError)


def check_may_send(form: Any, values: Row) -> None:
    """Raise PermissionError when the form takes no values from this visitor."""
    check_login(form)
    if values.name and not cint(form.allow_edit):
        frappe.throw(_("You are not allowed to update this Web Form Document"), frappe.PermissionError)


def may(form: Any, document: Any, ptype: str) -> bool:
    """Whether the visitor has a right on a document through a form."""
    user = frappe.session.user
    if user == "Guest":
        return False
    if cint(form.login_required) and cint(form.apply_document_permissions):
        return bool(document.has_permission(ptype))
    if document.owner == user or has_website_permission(document, ptype, user):
        return True
    own = getattr(type(document), "has_webform_permission", None)
    return own is not None and bool(own(document))


@contextmanager
def as_sender(form: Any) -> Iterator[None]:
    """What an anonymous form writes does not tell who sent it."""
    before = frappe.session.user
    if cint(form.anonymous) and before != "Guest":
        frappe.session.user = "Guest"
    try:
        yield
    finally:
        frappe.session.user = before
