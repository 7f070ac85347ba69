"""Who may see a file: all a public one, else its owner and those who see the document it is attached to."""

import re
from typing import Any

from benchless.access import get_roles, has_permission
from benchless.access.predicate import visible
from benchless.context import current
from benchless.errors import FrappeError
from benchless.schema import find_meta
from benchless.sql import quoted
from benchless.values import cint

LITERAL_OR_MARK = re.compile(r"'(?:[^']|'')*'|`[^`]*`|\?")


def may(ptype: str, file: Any, user: str | None = None) -> bool:
    """Whether the user has the right on this File."""
    user = user or current().user
    if user == "Administrator" or ptype == "create":
        return True
    if not cint(file.get("is_private")) and ptype in ("read", "select", "print", "email"):
        return True
    if user != "Guest" and file.get("owner") == user:
        return True
    if file.get("attached_to_doctype") and file.get("attached_to_name"):
        return _may_by_document(ptype, file, user)
    return bool(cint(file.get("is_folder"))) and "System Manager" in get_roles(user)


def can_read(file: Any, user: str | None = None) -> bool:
    return may("read", file, user)


def _may_by_document(ptype: str, file: Any, user: str) -> bool:
    doctype, name = file.get("attached_to_doctype"), file.get("attached_to_name")
    if find_meta(doctype) is None:
        return False
    right = "read" if ptype in ("read", "select", "print", "email", "report", "export") else "write"
    try:
        return has_permission(doctype, right, name, user)
    except FrappeError:
        return False


def condition(user: str | None = None) -> str:
    """The files that lists show a user: the own ones, and those of documents that he sees."""
    user = user or current().user
    if user == "Administrator":
        return ""
    table = "`tabFile`"
    free = f"({table}.is_private = 0 AND IFNULL({table}.attached_to_doctype, '') = '')"
    parts = [free, f"{table}.owner = {literal(user)}"]
    kinds = current().db.rows(
        "SELECT DISTINCT attached_to_doctype FROM `tabFile` WHERE attached_to_name > ''"
    )
    parts.extend(part for kind in kinds for part in _of_documents(str(kind[0]), user))
    return "(" + " OR ".join(parts) + ")"


def _of_documents(doctype: str, user: str) -> list[str]:
    """Files attached to documents of the DocType that the user sees."""
    meta = find_meta(doctype)
    if meta is None or meta["issingle"] or not has_permission(doctype, "read", user=user):
        return []
    seen = visible(meta, user)
    where = f" WHERE {inlined(seen.sql, seen.values)}" if seen.sql else ""
    names = f"SELECT {quoted('tab' + doctype)}.name FROM {quoted('tab' + doctype)}{where}"
    return [
        f"(`tabFile`.attached_to_doctype = {literal(doctype)} AND `tabFile`.attached_to_name IN ({names}))"
    ]


def literal(value: Any) -> str:
    """A value as SQL text."""
    if isinstance(value, (int, float)):
        return str(value)
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def inlined(sql: str, values: tuple[Any, ...]) -> str:
    """A condition with its values written in, for hooks that give a text."""
    left = iter(values)
    return LITERAL_OR_MARK.sub(lambda found: literal(next(left)) if found[0] == "?" else found[0], sql)
