"""Documents shared with single users, past the roles."""

from __future__ import annotations

from ..context import current


def is_shared(doctype: str, name: str, user: str, right: str = "read") -> bool:
    """Whether a document is shared with the user (or everyone) with a right."""
    return name in shared_names(doctype, user, right)


def any_shared(doctype: str, user: str, ptype: str = "read") -> bool:
    """Whether any document of the DocType is shared with the user."""
    return ptype in ("read", "write", "share", "submit", "select") and bool(shared_names(doctype, user))


def shared_names(doctype: str, user: str, right: str = "read") -> frozenset[str]:
    """Names of the documents shared with a user."""
    if user == "Guest" or right not in ("read", "write", "share", "submit"):
        return frozenset()
    store = current().site.cache.store("access")
    key = ("shared", doctype, user, right)
    if key not in store:
        rows = current().db.rows(
            "SELECT share_name FROM `tabDocShare` WHERE share_doctype=? AND (user=? OR everyone=1) "
            f"AND `{right}`=1",
            (doctype, user),
        )
        store[key] = frozenset(row[0] for row in rows)
    return store[key]  # type: ignore[no-any-return]
