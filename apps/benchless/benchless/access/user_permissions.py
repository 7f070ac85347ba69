"""User Permissions: the values of a linked DocType that a user is bound to, descendants of trees included."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..schema import Meta, find_meta
from ..settings import system_setting
from ..values import Row, cint

Allowed = dict[str, list[Row]]


def get_user_permissions(user: str | None = None) -> Allowed:
    """DocType → rows `doc, applicable_for, is_default, hide_descendants` of a user."""
    session = current()
    user = user or session.user
    if user in ("Administrator", "Guest"):
        return {}
    store = session.site.cache.store("access")
    key = ("user permissions", user)
    if key not in store:
        store[key] = _read(user)
    return store[key]  # type: ignore[no-any-return]


def _read(user: str) -> Allowed:
    out: Allowed = {}
    rows = current().db.dicts("SELECT * FROM `tabUser Permission` WHERE user=? ORDER BY creation", (user,))
    for row in rows:
        meta = find_meta(row.allow)
        if meta is None:
            continue
        applicable = None if cint(row.apply_to_all_doctypes) else row.applicable_for
        names = [row.for_value]
        if meta.is_nested_set and not cint(row.hide_descendants):
            names += descendants(row.allow, row.for_value)
        for name in names:
            is_default = cint(row.is_default) if name == row.for_value else 0
            hidden = cint(row.hide_descendants)
            entry = Row(doc=name, applicable_for=applicable, is_default=is_default, hide_descendants=hidden)
            out.setdefault(row.allow, []).append(entry)
    return out


def descendants(doctype: str, name: str) -> list[str]:
    """Names below a node of a tree."""
    rows = current().db.rows(
        f"SELECT n.name FROM `tab{doctype}` n, `tab{doctype}` top WHERE top.name=? AND n.lft>top.lft "
        "AND n.rgt<top.rgt",
        (name,),
    )
    return [row[0] for row in rows]


def allowed_values(doctype: str, allow: str, user: str) -> set[Any] | None:
    """Values of `allow` that count for documents of `doctype`; None when nothing binds."""
    entries = get_user_permissions(user).get(allow)
    if not entries:
        return None
    values = {row.doc for row in entries if not row.applicable_for or row.applicable_for == doctype}
    return values or None


def _offered(doctype: str, user: str) -> set[Any] | None:
    """Documents of a bound DocType itself; a form that asks for them (`asking_doctype`) may be bound too."""
    own = allowed_values(doctype, doctype, user)
    asking = current().flags.asking_doctype
    return own if own is not None or not asking else allowed_values(str(asking), doctype, user)


def bindings(meta: Meta, user: str, parent: str | None = None) -> list[tuple[str, str, set[Any]]]:
    """(fieldname, label, allowed values) of every link that binds documents of a DocType.

    Rows of a child table are bound by what counts for the DocType of their `parent`.
    """
    permissions = get_user_permissions(user)
    if not permissions or current().flags.ignore_user_permissions:
        return []
    out = []
    own = _offered(meta["name"], user)
    if own is not None:
        out.append(("name", "ID", own))
    for field in meta.link_fields:
        if field.options in permissions and not cint(field.ignore_user_permissions):
            values = allowed_values(parent or meta["name"], field.options, user)
            if values is not None:
                out.append((field.fieldname, field.label or field.fieldname, values))
    return out


def strict() -> bool:
    """Whether an empty link is refused too (System Settings)."""
    return bool(cint(system_setting("apply_strict_user_permissions")))


def default_value(doctype: str, allow: str, user: str) -> str | None:
    """The value to fill in when only one is allowed, or one is marked as default."""
    entries = get_user_permissions(user).get(allow) or []
    usable = [row for row in entries if not row.applicable_for or row.applicable_for == doctype]
    marked = [row.doc for row in usable if row.is_default]
    if marked:
        return str(marked[0])
    return str(usable[0].doc) if len(usable) == 1 else None
