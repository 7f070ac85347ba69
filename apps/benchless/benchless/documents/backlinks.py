"""What points at a document: it may not vanish or be cancelled under somebody's feet."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..context import current
from ..errors import LinkExistsError
from ..messages import throw
from ..schema import Meta, find_meta
from ..sql import quoted
from ..translations import _
from ..values import cint, cstr

FOLLOWERS = (
    "Comment",
    "Version",
    "Communication",
    "ToDo",
    "File",
    "DocShare",
    "Workflow Action",
    "Activity Log",
    "View Log",
    "Notification Log",
    "Deleted Document",
    "Email Queue",
    "Tag Link",
    "Error Log",
    "Access Log",
    "Document Follow",
    "Communication Link",
    "Data Import Log",
)


class Source(NamedTuple):
    """A field that links to a DocType."""

    doctype: str
    fieldname: str
    options_field: str | None = None


def link_sources(doctype: str) -> list[Source]:
    """Link fields that point to `doctype`, and all dynamic links, over every DocType of the site."""
    session = current()
    store = session.site.cache.store("schema")
    key = ("sources", doctype)
    if key not in store:
        store[key] = [Source(row[0], row[1]) for row in _fields("Link", doctype)]
        store[key] += [Source(row[0], row[1], row[2]) for row in _fields("Dynamic Link", None)]
    return store[key]  # type: ignore[no-any-return]


def _fields(fieldtype: str, options: str | None) -> list[tuple[Any, ...]]:
    condition, values = ("AND options=?", (fieldtype, options) * 2) if options else ("", (fieldtype,) * 2)
    return current().db.rows(
        "SELECT parent, fieldname, options FROM `tabDocField` WHERE fieldtype=? AND "
        f"IFNULL(is_virtual, 0)=0 {condition} "
        f"UNION SELECT dt, fieldname, options FROM `tabCustom Field` WHERE fieldtype=? {condition}",
        values,
    )


def first_link(doctype: str, name: Any, *, submitted_only: bool = False) -> tuple[str, str] | None:
    """(DocType, name) of a document that points at this one, or None."""
    passed = set(FOLLOWERS)
    if not submitted_only:
        passed.update(current().site.hook_list("ignore_links_on_delete"))
    for source in link_sources(doctype):
        meta = find_meta(source.doctype)
        if meta is None or meta["is_virtual"] or source.doctype in passed:
            continue
        found = (
            _in_single(meta, source, doctype, name)
            if meta["issingle"]
            else _in_table(meta, source, doctype, name, submitted_only)
        )
        if found:
            return found
    return None


def _in_single(meta: Meta, source: Source, doctype: str, name: Any) -> tuple[str, str] | None:
    rows = current().db.rows("SELECT field, value FROM `tabSingles` WHERE doctype=?", (meta["name"],))
    values: dict[str, Any] = dict(rows)
    if values.get(source.fieldname) != cstr(name):
        return None
    if source.options_field and values.get(source.options_field) != doctype:
        return None
    return meta["name"], meta["name"]


def _in_table(
    meta: Meta, source: Source, doctype: str, name: Any, submitted_only: bool
) -> tuple[str, str] | None:
    columns = "parenttype, parent" if meta["istable"] else "name, name"
    sql = f"SELECT {columns}, docstatus FROM `tab{meta['name']}` WHERE {quoted(source.fieldname)}=?"
    values: tuple[Any, ...] = (cstr(name),)
    if source.options_field:
        sql += f" AND {quoted(source.options_field)}=?"
        values += (doctype,)
    if submitted_only:
        sql += " AND docstatus=1"
    for first, second, _status in current().db.rows(sql + " LIMIT 5", values):
        holder, title = (first, second) if meta["istable"] else (meta["name"], first)
        if (holder, title) != (doctype, cstr(name)) and holder:
            return holder, title
    return None


def check_no_links(document: Any) -> None:
    """Raise LinkExistsError when something points at a document that is to be deleted."""
    found = first_link(document.doctype, document.name)
    if found:
        _refuse(document, found, _("Cannot delete {0} {1}: it is used by {2} {3}"))


def check_no_submitted_links(document: Any) -> None:
    """Raise LinkExistsError when a submitted document points at one that is to be cancelled."""
    if not cint(document.meta["is_submittable"]):
        return
    found = first_link(document.doctype, document.name, submitted_only=True)
    ignored = document.get("ignore_linked_doctypes") if "ignore_linked_doctypes" in document.__dict__ else ()
    if found and found[0] not in (ignored or ()):
        _refuse(document, found, _("Cannot cancel {0} {1}: it is used by {2} {3}"))


def _refuse(document: Any, found: tuple[str, str], text: str) -> None:
    message = text.format(_(document.doctype), document.name, _(found[0]), found[1])
    throw(message, LinkExistsError, title=_("Link exists"))
