"""Values of the built-in settings DocTypes, read straight from the table and kept for the session."""

from __future__ import annotations

from typing import Any

from .context import Session, current_or_none

CACHE_KEY = "benchless.settings"


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
    """Read the settings anew; called when one was saved."""
    session = current_or_none()
    if session is not None:
        session.cache.pop(CACHE_KEY, None)


def _values(session: Session, doctype: str) -> dict[str, Any]:
    kept: dict[str, dict[str, Any]] = session.cache.setdefault(CACHE_KEY, {})
    if doctype not in kept:
        kept[doctype] = _read(session, doctype)
    return kept[doctype]


def _read(session: Session, doctype: str) -> dict[str, Any]:
    if not session.db.has_table("tabSingles"):
        return {}
    query = "SELECT field, value FROM tabSingles WHERE doctype=?"
    return {str(row[0]): row[1] for row in session.db.rows(query, (doctype,))}
