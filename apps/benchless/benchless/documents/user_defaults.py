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


def get_defaults(key: str, parent: str = GLOBAL) -> list[Any]:
    """All values of one default of `parent`."""
    rows = current().db.rows(
        "SELECT defvalue FROM `tabDefaultValue` WHERE parent=? AND defkey IN (?, ?) ORDER BY creation",
        (parent, key, scrub(key)),
    )
    return [row[0] for row in rows]


def set_default(key: str, value: Any, parent: str = GLOBAL) -> None:
    """Keep a default; None removes it."""
    current().db.execute("DELETE FROM `tabDefaultValue` WHERE parent=? AND defkey=?", (parent, key))
    if value is not None:
        add_default(key, value, parent)
    _tell(key)


def add_default(key: str, value: Any, parent: str = GLOBAL) -> None:
    """One more value of a default."""
    now = current().site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    current().db.execute(
        "INSERT INTO `tabDefaultValue` (name, creation, parent, parenttype, parentfield, defkey, defvalue) "
        "VALUES (?, ?, ?, '__default', 'system_defaults', ?, ?)",
        (random_name(), now, parent, key, cstr(value)),
    )
    _tell(key)


def clear_defaults(
    key: str | None = None, value: Any = None, parent: str | None = None, name: str | None = None
) -> None:
    """Remove the defaults that meet all that is given."""
    wanted = {"defkey": key, "defvalue": value, "parent": parent, "name": name}
    given = {column: one for column, one in wanted.items() if one is not None}
    where = " AND ".join(f"{column}=?" for column in given)
    current().db.execute(f"DELETE FROM `tabDefaultValue` WHERE {where}", tuple(map(cstr, given.values())))
    _tell(key or "")


def _tell(key: str) -> None:
    current().site.cache.bump(current().db, "hooks" if key == "installed_apps" else "settings")


def all_defaults(parent: str = GLOBAL) -> dict[str, Any]:
    """Every default of `parent`."""
    return dict(current().db.rows("SELECT defkey, defvalue FROM `tabDefaultValue` WHERE parent=?", (parent,)))
