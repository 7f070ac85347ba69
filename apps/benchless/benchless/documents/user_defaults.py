"""Defaults kept for a user or for the whole site (`tabDefaultValue`)."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..values import cstr, scrub
from .naming import random_name

GLOBAL = "__global"


def get_default(key: str, parent: str = GLOBAL) -> Any:
    """A site-wide default, or one of `parent`."""
    rows = current().db.rows(
        "SELECT defvalue FROM `tabDefaultValue` WHERE parent=? AND defkey IN (?, ?)",
        (parent, key, scrub(key)),
    )
    return rows[0][0] if rows else None


def get_user_default(key: str, user: str | None = None) -> Any:
    """A user's default, else the site's."""
    user = user or current().user
    own = get_default(key, user)
    return own if own is not None else get_default(key)


def set_default(key: str, value: Any, parent: str = GLOBAL) -> None:
    """Keep a default; None removes it."""
    db = current().db
    db.execute("DELETE FROM `tabDefaultValue` WHERE parent=? AND defkey=?", (parent, key))
    if value is not None:
        db.execute(
            "INSERT INTO `tabDefaultValue` (name, parent, parenttype, parentfield, defkey, defvalue) "
            "VALUES (?, ?, '__default', 'system_defaults', ?, ?)",
            (random_name(), parent, key, cstr(value)),
        )
    current().site.cache.bump(db, "hooks" if key == "installed_apps" else "settings")


def all_defaults(parent: str = GLOBAL) -> dict[str, Any]:
    """Every default of `parent`."""
    return dict(current().db.rows("SELECT defkey, defvalue FROM `tabDefaultValue` WHERE parent=?", (parent,)))
