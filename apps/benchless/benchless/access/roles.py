"""Which roles a user has."""

from __future__ import annotations

from ..context import current

GUEST, ADMINISTRATOR = "Guest", "Administrator"
AUTOMATIC_ROLES = ("Guest", "All", "Desk User", "Administrator")


def get_roles(user: str | None = None) -> list[str]:
    """Roles of a user, automatic ones included. Administrator has all."""
    session = current()
    user = user or session.user
    store = session.site.cache.store("access")
    key = ("roles", user)
    if key not in store:
        store[key] = _read_roles(user)
    return list(store[key])


def role_set(user: str) -> frozenset[str]:
    """The same as a set, for quick questions."""
    session = current()
    store = session.site.cache.store("access")
    key = ("role set", user)
    if key not in store:
        store[key] = frozenset(get_roles(user))
    return store[key]  # type: ignore[no-any-return]


def _read_roles(user: str) -> list[str]:
    db = current().db
    if user == GUEST:
        return [GUEST]
    if user == ADMINISTRATOR:
        named = [row[0] for row in db.rows("SELECT name FROM `tabRole` WHERE IFNULL(disabled, 0)=0")]
        return list(dict.fromkeys([*named, *AUTOMATIC_ROLES]))
    given = db.rows(
        "SELECT h.role FROM `tabHas Role` h LEFT JOIN `tabRole` r ON r.name = h.role "
        "WHERE h.parent=? AND h.parenttype='User' AND IFNULL(r.disabled, 0)=0 ORDER BY h.idx",
        (user,),
    )
    roles = [row[0] for row in given if row[0] not in AUTOMATIC_ROLES]
    kind = db.rows("SELECT user_type FROM `tabUser` WHERE name=?", (user,))
    roles += ["All", "Guest"]
    if kind and kind[0][0] == "System User":
        roles.append("Desk User")
    return roles


def forget_access() -> None:
    """Users, roles, rights, user permissions or shares have changed."""
    session = current()
    session.site.cache.bump(session.db, "access")
    session.cache.clear()
