"""Deleting documents, and what goes with them."""

from __future__ import annotations

from typing import Any

import orjson

from .. import errors, passwords
from ..access import check_permission
from ..context import current
from ..messages import throw
from ..schema import drop_table, find_meta, get_meta
from ..translations import _
from ..values import cint, cstr
from . import backlinks, series, storage, topics
from .base import PASS_DATES, json_default
from .events import run_event
from .loading import get_doc
from .naming import random_name

# DocType → (field of the type, field of the name): rows that have no meaning without their document.
FOLLOWING = {
    "Comment": ("reference_doctype", "reference_name"),
    "Version": ("ref_doctype", "docname"),
    "ToDo": ("reference_type", "reference_name"),
    "DocShare": ("share_doctype", "share_name"),
    "Workflow Action": ("reference_doctype", "reference_name"),
    "View Log": ("reference_doctype", "reference_name"),
    "Tag Link": ("document_type", "document_name"),
    "Notification Log": ("document_type", "document_name"),
}
NOT_KEPT = {
    "Version",
    "Error Log",
    "Activity Log",
    "Deleted Document",
    "View Log",
    "Notification Log",
    "Email Queue",
}


def delete_doc(
    doctype: str,
    name: Any = None,
    *,
    force: bool = False,
    ignore_permissions: bool = False,
    ignore_missing: bool = True,
    ignore_on_trash: bool = False,
    delete_permanently: bool = False,
) -> bool:
    """Delete one document (or a list of names) with all that belongs to it. Raises DoesNotExistError."""
    current().db.begin()
    names = name if isinstance(name, list) else [name]
    for one in names:
        if not _delete_one(
            doctype, one, force, ignore_permissions, ignore_missing, ignore_on_trash, delete_permanently
        ):
            return False
    return True


def _delete_one(
    doctype: str,
    name: Any,
    force: bool,
    free: bool,
    ignore_missing: bool,
    skip_trash: bool,
    permanently: bool,
) -> bool:
    meta = get_meta(doctype)
    if meta["is_virtual"]:
        return _delete_virtual(doctype, name, free)
    if not meta["issingle"] and storage.read(meta, name) is None:
        if ignore_missing:
            return False
        raise errors.DoesNotExistError(_("{0} {1} not found").format(_(doctype), name))
    document = get_doc(doctype, name)
    if not free and not document.flags.ignore_permissions:
        check_permission(doctype, "delete", document)
    if cint(document.docstatus) == 1 and meta["is_submittable"]:
        throw(_("{0} {1}: a submitted document cannot be deleted; cancel it first").format(_(doctype), name))
    if not skip_trash:
        run_event(document, "on_trash")
        run_event(document, "on_change")
    if not force:
        backlinks.check_no_links(document)
    _remove(document, permanently)
    run_event(document, "after_delete")
    return True


def _delete_virtual(doctype: str, name: Any, free: bool) -> bool:
    """The controller deletes what is its own."""
    document = get_doc(doctype, name)
    if not free:
        check_permission(doctype, "delete", document)
    document.delete()
    return True


def _remove(document: Any, permanently: bool) -> None:
    doctype, name, meta = document.doctype, document.name, document.meta
    if not permanently and doctype not in NOT_KEPT:
        keep_deleted(document)
    storage.delete_children(meta, name)
    if meta["issingle"]:
        current().db.execute("DELETE FROM `tabSingles` WHERE doctype=?", (doctype,))
    else:
        storage.delete_row(doctype, name)
    if doctype == "DocType":
        drop_table(current().db, name)
    _remove_followers(doctype, cstr(name))
    passwords.remove_password(doctype, cstr(name))
    _revert_series(document)
    topics.changed(document)


def _remove_followers(doctype: str, name: str) -> None:
    db = current().db
    for follower, (type_field, name_field) in FOLLOWING.items():
        if find_meta(follower) is not None:
            db.execute(
                f"DELETE FROM `tab{follower}` WHERE `{type_field}`=? AND `{name_field}`=?", (doctype, name)
            )
    if find_meta("File") is not None and doctype != "File":
        attached = db.rows(
            "SELECT name FROM `tabFile` WHERE attached_to_doctype=? AND attached_to_name=?", (doctype, name)
        )
        for (file_name,) in attached:
            delete_doc("File", file_name, ignore_permissions=True, force=True, delete_permanently=True)


def _revert_series(document: Any) -> None:
    pattern = cstr(document.meta.get("autoname"))
    if pattern.lower().startswith("naming_series:"):
        pattern = cstr(document.get("naming_series"))
    if pattern and not pattern.lower().startswith(("field:", "format:", "prompt", "hash", "autoincrement")):
        series.revert(pattern, cstr(document.name), document)


def keep_deleted(document: Any) -> None:
    """Keep the document as JSON, so that it can be restored."""
    if find_meta("Deleted Document") is None:
        return
    session = current()
    now = session.site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    data = orjson.dumps(document.as_dict(), default=json_default, option=PASS_DATES).decode()
    session.db.execute(
        "INSERT INTO `tabDeleted Document` (name, creation, modified, owner, modified_by, docstatus, "
        "idx, deleted_name, "
        "deleted_doctype, data, restored) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, 0)",
        (random_name(), now, now, session.user, session.user, cstr(document.name), document.doctype, data),
    )
