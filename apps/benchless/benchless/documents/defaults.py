"""Values of a new document that nobody typed."""

from __future__ import annotations

from typing import Any

from ..access.user_permissions import default_value, get_user_permissions
from ..context import current
from ..schema import Meta
from ..values import Row, cstr
from .user_defaults import get_user_default

NUMBERS = ("Check", "Int", "Float", "Currency", "Percent", "Long Int", "Rating")


def set_defaults(document: Any) -> None:
    """Fill the empty fields of a new document and of its new rows."""
    _fill(document, document.meta, is_child=False)
    for row in document.get_all_children():
        if row.is_new():
            _fill(row, row.meta, is_child=True)


def set_defaults_of_rows(document: Any) -> None:
    """Defaults of the new rows of a known document."""
    for row in document.get_all_children():
        if row.is_new():
            set_defaults(row)


def _fill(document: Any, meta: Meta, *, is_child: bool) -> None:
    own = document.__dict__
    bound = not is_child and bool(get_user_permissions())
    for field in meta.value_fields:
        if own.get(field.fieldname) is None:
            value = default_of(field)
            if value is None and bound and _follows_bounds(field):
                value = default_value(meta["name"], field.options, current().user)
            if value is not None:
                own[field.fieldname] = value


def _follows_bounds(field: Row) -> bool:
    """Links are filled in from User Permissions; who somebody is says nothing about whom a document means."""
    return field.fieldtype == "Link" and field.options != "User" and not field.ignore_user_permissions


def default_of(field: Row) -> Any:
    """The default of one field: tokens resolved, numbers cast, the first option of a Select."""
    text = cstr(field.default)
    if field.fieldtype == "Time" and field.fieldname:
        return current().site.now().strftime("%H:%M:%S.%f") if text.lower() in ("", "now") else text
    if text:
        return _resolved(text, field)
    if field.fieldtype == "Select" and field.options and field.options != "[Select]":
        return cstr(field.options).split("\n")[0].strip()
    return None


def _resolved(text: str, field: Row) -> Any:
    session = current()
    lowered = text.lower()
    if lowered == "__user":
        return session.user if field.fieldtype in ("Link", "Data", "Read Only") else text
    if lowered == "today" and field.fieldtype in ("Date", "Datetime"):
        return session.site.now().date().isoformat()
    if lowered == "now" and field.fieldtype == "Datetime":
        return str(session.site.now())
    if lowered == "now" and field.fieldtype == "Date":
        return session.site.now().date().isoformat()
    if text.startswith(":"):
        return get_user_default(text[1:])
    if field.fieldtype in NUMBERS:
        from_type = float(text) if "." in text else text
        return int(from_type) if isinstance(from_type, str) and from_type.lstrip("-").isdigit() else from_type
    return text
