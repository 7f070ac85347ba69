"""Values of the built-in settings DocTypes, read straight from the table and kept until one is saved."""

from __future__ import annotations

from typing import Any

from .context import Session, current, current_or_none


def system_setting(field: str, default: Any = None) -> Any:
    """One value of System Settings as text; `default` when it is empty or no site is open."""
    return setting("System Settings", field, default)


def setting(doctype: str, field: str, default: Any = None) -> Any:
    """One value of a Single as text; `default` when it is empty or no site is open."""
    session = current_or_none()
    if session is None:
        return default
    value = _values(session, doctype).get(field)
    return default if value in (None, "") else value


def forget_settings() -> None:
    """Settings change with the running transaction."""
    session = current()
    session.site.cache.bump(session.db, "settings")


def _values(session: Session, doctype: str) -> dict[str, Any]:
    store = session.site.cache.store("settings")
    key = ("values", doctype)
    if key not in store:
        store[key] = _read(session, doctype)
    return store[key]  # type: ignore[no-any-return]


def _read(session: Session, doctype: str) -> dict[str, Any]:
    if not session.db.has_table("tabSingles"):
        return {}
    query = "SELECT field, value FROM `tabSingles` WHERE doctype=?"
    return {str(row[0]): row[1] for row in session.db.rows(query, (doctype,))}
