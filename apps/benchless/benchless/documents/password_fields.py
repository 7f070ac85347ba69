"""Password fields: kept in a table of their own, in the row only as asterisks."""

from __future__ import annotations

from typing import Any

from .. import errors, passwords
from ..messages import throw
from ..translations import _
from ..values import cstr


def keep_passwords(document: Any) -> None:
    """Password fields go to their own table; the row keeps as many asterisks."""
    if document.flags.ignore_save_passwords is True:
        return
    for part in [document, *document.get_all_children()]:
        for field in part.meta.password_fields:
            value = part.__dict__.get(field.fieldname)
            if value and set(cstr(value)) != {"*"}:
                passwords.set_password(part.doctype, cstr(part.name), field.fieldname, cstr(value))
                part.__dict__[field.fieldname] = "*" * len(cstr(value))
            elif not value and part.get("name"):
                passwords.remove_password(part.doctype, cstr(part.name), field.fieldname)


def read_password(document: Any, fieldname: str, raise_exception: bool) -> str | None:
    """A Password field in the clear. Raises AuthenticationError when there is none."""
    found = passwords.get_password(document.doctype, cstr(document.name), fieldname)
    if found is None and raise_exception:
        throw(
            _("Password not found for {0} {1}").format(document.doctype, document.name),
            errors.AuthenticationError,
        )
    return found
