"""The rows that a user may see, as one SQL condition."""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current
from ..errors import PermissionError
from ..messages import msgprint
from ..schema import Meta
from ..sql import quoted
from ..translations import _
from . import shares
from .filters import Condition, _list, joined
from .permissions import role_rights
from .roles import ADMINISTRATOR
from .user_permissions import bindings, strict


def visible(meta: Meta, user: str, ptype: str = "read") -> Condition:
    """Condition on the DocType's table. Raises PermissionError when the user may see none at all."""
    if user == ADMINISTRATOR:
        return joined(_hooks(meta["name"], user))
    rights = role_rights(meta, user)
    right = ptype if rights.get(ptype) else "select" if ptype == "read" and rights.get("select") else None
    shared = shares.shared_names(meta["name"], user)
    table = quoted(f"tab{meta['name']}")
    if right is None:
        if not shared:
            current().flags.error_message = _("Insufficient Permission for {0}").format(_(meta["name"]))
            text = _("No permission for {0}").format(_(meta["name"]))
            msgprint(text)
            raise PermissionError(text)
        return _list(f"{table}.name", "IN", sorted(shared))
    conditions = [
        *_owner(rights, right, table, user),
        *_links(meta, table, user),
        *_hooks(meta["name"], user),
    ]
    everything = joined(conditions)
    if shared and everything.sql:
        return joined([everything, _list(f"{table}.name", "IN", sorted(shared))], "OR")
    return everything


def of_rows(meta: Meta, user: str) -> Condition:
    """What apps say about rows of a child table (`permission_query_conditions`); no role has rights on it."""
    return joined(_hooks(meta["name"], user))


def _owner(rights: Any, right: str, table: str, user: str) -> list[Condition]:
    return [Condition(f"{table}.owner = ?", (user,))] if right in rights.owner_only else []


def _links(meta: Meta, table: str, user: str) -> list[Condition]:
    out = []
    for fieldname, _label, values in bindings(meta, user):
        column = f"{table}.{quoted(fieldname)}"
        inside = _list(column, "IN", sorted(values, key=str))
        if fieldname == "name" or strict():
            out.append(inside)
        else:
            out.append(joined([Condition(f"IFNULL({column}, '') = ''"), inside], "OR"))
    return out


def _hooks(doctype: str, user: str) -> list[Condition]:
    hooks = current().site.hook_dict("permission_query_conditions")
    out = []
    for path in [*hooks.get(doctype, []), *hooks.get("*", [])]:
        answer = dotted.call_known(path, user, doctype=doctype)
        if answer:
            out.append(Condition(f"({current().db.condition(str(answer))})"))
    return out
