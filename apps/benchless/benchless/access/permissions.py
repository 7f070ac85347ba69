"""What a user may do with a DocType or a document.

Order (documented Frappe behaviour): Administrator → `has_permission` hooks, which can only deny → role rows →
owner-only rows → User Permissions → shares.
"""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current
from ..errors import PermissionError
from ..messages import msgprint
from ..schema import Meta, find_meta, get_meta
from ..schema.field_lists import set_level_rule
from ..translations import _
from ..values import Row, cint
from . import shares
from .roles import ADMINISTRATOR, role_set
from .user_permissions import bindings, strict

RIGHTS = (
    "select",
    "read",
    "write",
    "create",
    "delete",
    "submit",
    "cancel",
    "amend",
    "print",
    "email",
    "report",
    "import",
    "export",
    "share",
)
SHARED_RIGHTS = {
    "read": "read",
    "write": "write",
    "share": "share",
    "submit": "submit",
    "print": "read",
    "email": "read",
    "select": "read",
}


def role_rights(meta: Meta, user: str) -> Row:
    """right → 1 or 0 over all role rows of level 0, and `owner_only`: rights that hold for the owner
    alone.
    """
    store = current().site.cache.store("access")
    key = ("rights", meta["name"], user)
    found: Row | None = store.get(key)
    if found is None or found.schema is not meta:
        found = store[key] = _read_rights(meta, user)
    return found


def _read_rights(meta: Meta, user: str) -> Row:
    if user == ADMINISTRATOR:
        every = {right: _possible(meta, right) for right in RIGHTS}
        return Row(every, owner_only={}, selectable=1, schema=meta)
    roles = role_set(user)
    rows = [row for row in meta["permissions"] if row.role in roles and not cint(row.permlevel)]
    rights: Row = Row(owner_only={}, schema=meta)
    for right in RIGHTS:
        giving = [row for row in rows if cint(row.get(right))]
        rights[right] = int(bool(giving) and bool(_possible(meta, right)))
        if giving and all(cint(row.if_owner) for row in giving):
            rights.owner_only[right] = 1
    rights.selectable = rights["select"]
    if rights.read:
        rights["select"] = 1
        if "read" in rights.owner_only:
            rights.owner_only["select"] = 1
    return rights


def _possible(meta: Meta, right: str) -> int:
    if right in ("submit", "cancel", "amend"):
        return int(bool(meta["is_submittable"]))
    if right == "import":
        return int(bool(cint(meta.get("allow_import"))))
    return 1


def has_permission(
    doctype: str,
    ptype: str = "read",
    doc: Any = None,
    user: str | None = None,
    *,
    parent_doctype: str | None = None,
    explain: bool = False,
) -> bool:
    """Whether `user` has the right `ptype` on a DocType, or on one document (object or name)."""
    user = user or current().user
    if user == ADMINISTRATOR:
        return True
    meta = get_meta(doctype)
    if meta["istable"]:
        return _child_permission(meta, ptype, doc, user, parent_doctype)
    if isinstance(doc, str | float | int):
        doc = _row_of(meta, doc)
    allowed = _decide(meta, ptype, doc, user)
    if not allowed and explain:
        explain_refusal(meta, ptype, doc)
    return allowed


def _row_of(meta: Meta, name: str | float) -> Any:
    if meta["issingle"]:
        return Row(doctype=meta["name"], name=meta["name"], owner=ADMINISTRATOR)
    loader = current().flags.document_loader or _documents["get"]
    return loader(meta["name"], name)


_documents: dict[str, Any] = {}


def set_document_loader(loader: Any) -> None:
    """How a document is read when only its name is given (the documents package is above this one)."""
    _documents["get"] = loader


def _child_permission(meta: Meta, ptype: str, doc: Any, user: str, parent_doctype: str | None) -> bool:
    parent = parent_doctype or (doc.get("parenttype") if hasattr(doc, "get") else None)
    if not parent or find_meta(parent) is None:
        return False
    if not any(field.options == meta["name"] for field in get_meta(parent).table_fields):
        return False
    holder = doc.get("parent") if hasattr(doc, "get") else None
    document = getattr(doc, "parent_doc", None) or holder
    right = ptype if ptype in ("read", "write", "select", "print", "report", "export") else "write"
    return has_permission(parent, right, document, user)


def _decide(meta: Meta, ptype: str, doc: Any, user: str) -> bool:
    rights = role_rights(meta, user)
    if doc is None:
        return bool(rights.get(ptype)) or (
            ptype in SHARED_RIGHTS and shares.any_shared(meta["name"], user, ptype)
        )
    if not hooks_allow(meta["name"], ptype, doc, user):
        return False
    by_role = bool(rights.get(ptype)) and _owner_allows(rights, ptype, doc, user)
    if by_role and user_permissions_allow(meta, doc, user):
        return True
    name = doc.get("name")
    return (
        bool(name)
        and ptype in SHARED_RIGHTS
        and shares.is_shared(meta["name"], str(name), user, SHARED_RIGHTS[ptype])
    )


def _owner_allows(rights: Row, ptype: str, doc: Any, user: str) -> bool:
    if ptype not in rights.owner_only or ptype == "create":
        return True
    owner = doc.get("owner")
    return owner == user or (owner is None and bool(doc.get("__islocal")))


def hooks_allow(doctype: str, ptype: str, doc: Any, user: str) -> bool:
    """Whether no `has_permission` hook refuses."""
    hooks = current().site.hook_dict("has_permission")
    for path in [*hooks.get(doctype, []), *hooks.get("*", [])]:
        if dotted.call(path, doc, ptype, user) is False:
            return False
    return True


def user_permissions_allow(meta: Meta, doc: Any, user: str) -> bool:
    """Whether the links of a document, and of its rows, stay inside the user's bounds."""
    if not _links_allow(meta, doc, user):
        return False
    for field in meta.table_fields:
        child = find_meta(field.options)
        if child and any(
            not _links_allow(child, row, user, meta["name"]) for row in doc.get(field.fieldname) or []
        ):
            return False
    return True


def _links_allow(meta: Meta, doc: Any, user: str, parent: str | None = None) -> bool:
    for fieldname, label, values in bindings(meta, user, parent):
        value = doc.get(fieldname)
        if fieldname == "name" and doc.get("__islocal"):
            if meta.is_nested_set:  # its place in the tree decides
                continue
            return _outside(label, value)
        if value in (None, ""):
            if strict() and fieldname != "name":
                return _outside(label, value)
            continue
        if value not in values:
            return _outside(label, value)
    return True


def _outside(label: str, value: Any) -> bool:
    current().flags.outside = _("Not allowed for {0}: {1}").format(_(label), value or _("empty"))
    return False


def explain_refusal(meta: Meta, ptype: str, doc: Any) -> None:
    """Put the reason into the answer's messages."""
    session = current()
    reason = session.flags.pop("outside", None)
    subject = f"{_(meta['name'])} {doc.get('name') or ''}".strip() if doc is not None else _(meta["name"])
    text = _("You do not have the right “{0}” for {1}").format(_(ptype), subject)
    msgprint(f"{text}. {reason}" if reason else text, title=_("Not permitted"))


def check_permission(doctype: str, ptype: str = "read", doc: Any = None, user: str | None = None) -> None:
    """Raise PermissionError, with a reason for the person, unless the right is there."""
    if not has_permission(doctype, ptype, doc, user, explain=True):
        current().flags.permission_explained = True
        raise PermissionError(_("No permission for {0}").format(_(doctype)))


# fields ---------------------------------------------------------------------------------------


def permitted_levels(meta: Meta, ptype: str, user: str) -> frozenset[int]:
    """Permission levels whose fields the user may read or write."""
    store = current().site.cache.store("access")
    key = ("levels", meta["name"], ptype, user)
    found = store.get(key)
    if found is None or found[0] is not meta:
        found = store[key] = (meta, _read_levels(meta, ptype, user))
    return found[1]


set_level_rule(lambda meta, right, user: permitted_levels(meta, right, user or current().user))


def _read_levels(meta: Meta, ptype: str, user: str) -> frozenset[int]:
    if user == ADMINISTRATOR:
        return frozenset(range(10))
    roles = role_set(user)
    levels = {
        cint(row.permlevel) for row in meta["permissions"] if row.role in roles and cint(row.get(ptype))
    }
    return frozenset(levels | {0})


def readable_fields(meta: Meta, user: str, parent: Meta | None = None) -> frozenset[str]:
    """Columns that lists may show to the user. With the `select` right alone: the name and the search
    fields.
    """
    store = current().site.cache.store("access")
    key = ("readable", meta["name"], parent["name"] if parent else "", user)
    found = store.get(key)
    if found is None or found[0] is not meta:
        found = store[key] = (meta, _read_fields(meta, user, parent))
    return found[1]


def _read_fields(meta: Meta, user: str, parent: Meta | None) -> frozenset[str]:
    holder = parent or meta
    rights = role_rights(holder, user)
    if rights.get("select") and not rights.get("read") and user != ADMINISTRATOR:
        extra = [meta.get("title_field")] if meta.get("title_field") else []
        return frozenset({"name", *meta.get_search_fields(), *extra} & meta.all_columns)
    levels = permitted_levels(holder, "read", user)
    hidden = {name for name, level in meta.permlevels.items() if level and level not in levels}
    return meta.all_columns - hidden
