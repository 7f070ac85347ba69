"""Links: that they point to something, that it may be pointed to, and what is fetched through them."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..errors import CancelledLinkError, LinkValidationError
from ..messages import throw
from ..schema import Meta, find_meta
from ..sql import quoted
from ..translations import _
from ..values import Row, cint, cstr

EMPTY = (None, "")


def check_links(document: Any) -> None:
    """Every link of the document and its rows exists and is not cancelled; fetched fields are filled."""
    if document.flags.ignore_links or document.__dict__.get("_action") == "cancel":
        return
    missing: list[str] = []
    cancelled: list[str] = []
    for part in [document, *document.get_all_children()]:
        _check_part(part, document, missing, cancelled)
    if missing:
        text = _("Could not find {0}").format(", ".join(missing))
        throw(text, LinkValidationError, _("Invalid Link"))
    if cancelled:
        text = _("Cannot link cancelled document: {0}").format(", ".join(cancelled))
        throw(text, CancelledLinkError)


def _check_part(part: Any, document: Any, missing: list[str], cancelled: list[str]) -> None:
    meta: Meta = part.meta
    own = part.__dict__
    for field in meta.link_fields:
        value = own.get(field.fieldname)
        if value not in EMPTY:
            _check_one(part, document, field, field.options, value, missing, cancelled)
    for field in meta.dynamic_link_fields:
        value = own.get(field.fieldname)
        if value not in EMPTY:
            target = part.get(field.options)
            if not target:
                options = meta.get_label(field.options)
                throw(_("{0} must be set first").format(_(options)))
            if find_meta(cstr(target)) is None:
                throw(_("DocType {0} not found").format(target))
            _check_one(part, document, field, cstr(target), value, missing, cancelled)


def _check_one(
    part: Any, document: Any, field: Row, doctype: str, value: Any, missing: list[str], cancelled: list[str]
) -> None:
    target = find_meta(doctype)
    if target is None or target["is_virtual"]:
        return
    label = f"{_(cstr(field.label))}: {value}"
    found = target_row(target, value, _columns(part.meta, field, target))
    if found is None:
        missing.append(_row_text(part) + label)
        return
    part.__dict__[field.fieldname] = found.name
    if target["is_submittable"] and cint(found.docstatus) == 2 and _matters(document, field):
        cancelled.append(_row_text(part) + label)
    if part.meta.fetched_fields:
        _fetch(part, part.meta, field, found)


def _matters(document: Any, field: Row) -> bool:
    """A cancelled document must not be used by one that can be submitted; notes about it are free."""
    usable = field.fieldname == "amended_from" or not cint(document.meta["is_submittable"])
    return not usable and cint(document.docstatus) != 2


def _row_text(part: Any) -> str:
    return _("Row {0}: ").format(part.idx) if part.get("parentfield") else ""


def _columns(meta: Meta, field: Row, target: Meta) -> tuple[str, ...]:
    fetched = [
        f.fetch_from.split(".", 1)[1]
        for f in meta.fetched_fields
        if f.fetch_from.split(".", 1)[0] == field.fieldname
    ]
    wanted = dict.fromkeys(["name", *(["docstatus"] if target["is_submittable"] else []), *fetched])
    return tuple(name for name in wanted if name in target.all_columns)


def target_row(target: Meta, value: Any, columns: tuple[str, ...]) -> Row | None:
    """The wanted columns of a linked document, or None when it is not there."""
    if target["issingle"]:
        return Row(name=target["name"]) if value == target["name"] else None
    if isinstance(value, list | dict):
        return None
    listed = ", ".join(quoted(column) for column in columns)
    rows = current().db.dicts(f"SELECT {listed} FROM `tab{target['name']}` WHERE name=?", (value,))
    if rows:
        return rows[0]
    if target["name"] == "DocType" and find_meta(cstr(value)) is not None:
        return Row(name=value)
    return None


def _fetch(part: Any, meta: Meta, link: Row, found: Row) -> None:
    """Copy values through a link. `fetch_if_empty` keeps what was typed."""
    for field in meta.fetched_fields:
        source, fieldname = field.fetch_from.split(".", 1)
        if source != link.fieldname:
            continue
        if cint(field.fetch_if_empty) and part.get(field.fieldname) not in (None, "", 0):
            continue
        if fieldname in found:
            part.__dict__[field.fieldname] = found[fieldname]
