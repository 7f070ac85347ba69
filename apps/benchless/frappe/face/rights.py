"""Who the user is, and what the user may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchless import access
from benchless.access import website
from benchless.context import current, current_or_none
from benchless.documents import get_doc, lookup
from benchless.errors import PermissionError, quiet
from benchless.messages import throw as refuse
from benchless.registry import door_of
from benchless.schema import get_meta
from benchless.translations import _


def has_permission(
    doctype: str | None = None,
    ptype: str = "read",
    doc: Any = None,
    user: str | None = None,
    throw: bool = False,
    *,
    parent_doctype: str | None = None,
    debug: bool = False,
    verbose: bool = False,
    ignore_share_permissions: bool = False,
) -> bool:
    """Whether the user has a right; with `throw` a refusal raises PermissionError."""
    name = doctype or str(getattr(doc, "doctype", ""))
    allowed = access.has_permission(name, ptype, doc, user, parent_doctype=parent_doctype)
    if not allowed and throw:
        access.check_permission(name, ptype, doc, user)
    return allowed


def get_roles(username: str | None = None) -> list[str]:
    if current_or_none() is None:
        return ["Guest"]
    return access.get_roles(username)


def only_for(roles: Any, message: bool = False) -> None:
    """Raise PermissionError unless the user has one of the roles (Administrator passes)."""
    if current().user == "Administrator" or current().flags.in_test_as_anybody:
        return
    wanted = {roles} if isinstance(roles, str) else set(roles)
    if not wanted & set(get_roles()):
        listed = ", ".join(_(role) for role in sorted(wanted))
        raise quiet(PermissionError(_("This action is only allowed for {0}").format(listed)))


def only_has_select_perm(doctype: str, user: str | None = None, ignore_permissions: bool = False) -> bool:
    if ignore_permissions:
        return False
    rights = access.role_rights(get_meta(doctype), user or current().user)
    return bool(rights.get("select")) and not rights.get("read")


def set_user(username: str) -> None:
    current().set_user(username)


def get_user() -> Any:
    return get_doc("User", current().user)


def is_whitelisted(method: Callable[..., Any]) -> None:
    """Raise PermissionError unless a function may be called from outside by this user."""
    door = door_of(method)
    if door is None or (current().user == "Guest" and not door.allow_guest):
        refuse(_("You are not permitted to access this resource."), PermissionError, _("Not permitted"))


def is_table(doctype: str) -> bool:
    return bool(get_meta(doctype)["istable"])


def set_user_lang(user: str, user_language: str | None = None) -> None:
    """Go on in a user's language."""
    current().lang = user_language or lookup.get_value("User", user, "language") or current().lang


def has_website_permission(
    doc: Any = None,
    ptype: str = "read",
    user: str | None = None,
    verbose: bool = False,
    doctype: str | None = None,
) -> bool:
    """Whether a visitor has a right on a document by its controller and the hooks of that name."""
    document = get_doc(doctype, doc) if doctype and isinstance(doc, str) else doc
    return document is not None and website.has_website_permission(document, ptype, user)
