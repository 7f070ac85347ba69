"""Giving a document another name, and everything that points at it."""

from __future__ import annotations

from typing import Any

from .. import passwords
from ..access import has_permission
from ..context import current
from ..messages import msgprint, throw
from ..schema import find_meta, get_meta, rename_table
from ..sql import quoted
from ..translations import _
from ..values import cint, cstr
from . import storage, topics
from .backlinks import link_sources
from .deletion import FOLLOWING, delete_doc
from .events import run_event
from .loading import get_doc, new_from
from .naming import check_name


def rename_doc(
    doctype: str,
    old: str,
    new: str,
    force: bool = False,
    merge: bool = False,
    ignore_permissions: bool = False,
    ignore_if_exists: bool = False,
    show_alert: bool = True,
    rebuild_search: bool = True,
    **_ignored: Any,
) -> str:
    """Rename, or merge into an existing document. Gives the new name."""
    current().db.begin()
    document = get_doc(doctype, old)
    new = cstr(check_name(doctype, new))
    check_renaming(document, old, new, force=force, merge=merge, free=ignore_permissions)
    changed = run_event(document, "before_rename", old, new, merge)
    new = (
        changed if isinstance(changed, str) else changed.get("new", new) if isinstance(changed, dict) else new
    )
    _follow_links(doctype, old, new)
    _follow_followers(doctype, old, new)
    if merge:
        delete_doc(doctype, old, force=True, ignore_permissions=True, delete_permanently=True)
    else:
        _rename_rows(doctype, old, new)
    renamed = get_doc(doctype, new)
    topics.changed(renamed)
    run_event(renamed, "after_rename", old, new, merge)
    _comment(renamed, old, new, merge)
    if show_alert:
        bold = (f"<strong>{old}</strong>", f"<strong>{new}</strong>")
        text = _("Document renamed from {0} to {1}").format(*bold)
        msgprint(text, _("Message"), indicator="green", alert=1)
    return new


def check_renaming(document: Any, old: str, new: str, *, force: bool, merge: bool, free: bool) -> None:
    """Refuse a renaming that is not allowed, changes nothing, or takes a name that somebody has."""
    doctype, meta = document.doctype, document.meta
    if not free and not has_permission(doctype, "write", document):
        throw(_("You need the right to write to rename this document"))
    if old == new:
        throw(_("The new name is the old one: nothing to rename"))
    if not force and not free and not cint(meta.get("allow_rename")):
        throw(_("{0} cannot be renamed").format(_(doctype)))
    if cstr(meta.get("autoname")).lower() == "autoincrement":
        throw(_("{0} cannot be renamed").format(_(doctype)))
    if meta["issingle"]:
        throw(_("{0} cannot be renamed").format(_(doctype)))
    there = storage.read(meta, new)
    if merge and (there is None or cstr(there.name) != new):
        throw(
            _("{0} {1} does not exist: choose a document to merge with").format(_(doctype), new),
        )
    if not merge and there is not None and cstr(there.name) == new:
        throw(_("{0} {1} already exists: choose another name").format(_(doctype), new))


def _rename_rows(doctype: str, old: str, new: str) -> None:
    db, meta = current().db, get_meta(doctype)
    db.execute(f"UPDATE `tab{doctype}` SET name=? WHERE name=?", (new, old))
    autoname = cstr(meta.get("autoname"))
    if autoname.startswith("field:") and meta.has_field(autoname[6:]):
        db.execute(f"UPDATE `tab{doctype}` SET {quoted(autoname[6:])}=? WHERE name=?", (new, new))
    for field in meta.table_fields:
        db.execute(
            f"UPDATE `tab{field.options}` SET parent=? WHERE parent=? AND parenttype=?", (new, old, doctype)
        )
    passwords.rename_password(doctype, old, new)
    if doctype == "DocType":
        _rename_doctype(old, new)


def _rename_doctype(old: str, new: str) -> None:
    db = current().db
    if db.has_table(f"tab{old}"):
        rename_table(db, old, new)
    db.execute(
        "UPDATE `tabDocField` SET options=? WHERE options=? AND fieldtype IN ('Link','Table','Table "
        "MultiSelect')",
        (new, old),
    )
    db.execute("UPDATE `tabSingles` SET doctype=? WHERE doctype=?", (new, old))


def _follow_links(doctype: str, old: str, new: str) -> None:
    db = current().db
    for source in link_sources(doctype):
        meta = find_meta(source.doctype)
        if meta is None or meta["is_virtual"]:
            continue
        if meta["issingle"]:
            db.execute(
                "UPDATE `tabSingles` SET value=? WHERE doctype=? AND field=? AND value=?",
                (new, meta["name"], source.fieldname, old),
            )
            continue
        field = quoted(source.fieldname)
        sql = f"UPDATE `tab{meta['name']}` SET {field}=? WHERE {field}=?"
        values: tuple[Any, ...] = (new, old)
        if source.options_field:
            sql += f" AND {quoted(source.options_field)}=?"
            values += (doctype,)
        db.execute(sql, values)


def _follow_followers(doctype: str, old: str, new: str) -> None:
    db = current().db
    pairs = {
        **FOLLOWING,
        "File": ("attached_to_doctype", "attached_to_name"),
        "User Permission": ("allow", "for_value"),
    }
    for follower, (type_field, name_field) in pairs.items():
        if find_meta(follower) is not None:
            db.execute(
                f"UPDATE `tab{follower}` SET `{name_field}`=? WHERE `{type_field}`=? AND `{name_field}`=?",
                (new, doctype, old),
            )
    current().site.cache.bump(db, "access")


def _comment(document: Any, old: str, new: str, merge: bool) -> None:
    word = _("merged {0} into {1}") if merge else _("renamed from {0} to {1}")
    new_from(
        {
            "doctype": "Comment",
            "comment_type": "Edit",
            "reference_doctype": document.doctype,
            "reference_name": cstr(document.name),
            "content": word.format(old, new),
            "comment_email": current().user,
        }
    ).insert(ignore_permissions=True)
