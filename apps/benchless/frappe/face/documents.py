"""Documents by name, by filters, kept in memory, new, copied and deleted."""

from __future__ import annotations

from typing import Any

from benchless import documents
from benchless.context import current
from benchless.documents import get_doc, lookup
from benchless.errors import DoesNotExistError
from benchless.schema import get_meta
from benchless.values import cstr

from .values import get_all


def new_doc(
    doctype: str, *, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False, **kw: Any
) -> Any:
    """A new document with defaults, not saved."""
    return documents.new_doc(doctype, parent_doc, parentfield, as_dict, **kw)


def get_cached_doc(*args: Any, **kwargs: Any) -> Any:
    """As `get_doc`; the row's time of change tells whether the kept document is still the newest."""
    if kwargs or not all(isinstance(arg, str) for arg in args) or len(args) > 2:
        return get_doc(*args, **kwargs)
    doctype, name = args[0], args[-1]
    if get_meta(doctype)["issingle"]:
        return _cached_single(doctype)
    if len(args) != 2:
        return get_doc(*args)
    store = current().site.cache.store("pages")
    rows = current().db.rows(f"SELECT modified FROM `tab{doctype}` WHERE name=?", (name,))
    kept = store.get(("document", doctype, name))
    if not rows or kept is None or kept[0] != rows[0][0]:
        kept = store[("document", doctype, name)] = (rows[0][0] if rows else None, get_doc(doctype, name))
    return kept[1]


def _cached_single(doctype: str) -> Any:
    """A single document has no row of its own: its stored values tell whether the kept one is the newest."""
    store = current().site.cache.store("pages")
    rows = current().db.rows(
        "SELECT field, value FROM `tabSingles` WHERE doctype=? ORDER BY field", (doctype,)
    )
    found = [tuple(row) for row in rows]
    kept = store.get(("document", doctype, doctype))
    if kept is None or kept[0] != found or not found:
        kept = store[("document", doctype, doctype)] = (found, get_doc(doctype))
    return kept[1]


def get_lazy_doc(doctype: str, name: Any, **kwargs: Any) -> Any:
    return get_doc(doctype, name, **kwargs)


def get_single(doctype: str) -> Any:
    return get_doc(doctype, doctype)


def get_last_doc(
    doctype: str, filters: Any = None, order_by: str = "creation desc", *, for_update: bool = False
) -> Any:
    """The newest document that meets the filters. Raises DoesNotExistError."""
    name = lookup.get_value(doctype, filters or {}, "name", order_by=order_by)
    if name is None:
        raise DoesNotExistError(f"{doctype} not found")
    return get_doc(doctype, name, for_update=for_update)


def delete_doc(
    doctype: str | None = None,
    name: Any = None,
    force: Any = 0,
    ignore_doctypes: Any = None,
    for_reload: bool = False,
    ignore_permissions: bool = False,
    flags: Any = None,
    ignore_on_trash: bool = False,
    ignore_missing: bool = True,
    delete_permanently: bool = False,
) -> bool:
    """Delete a document with all that belongs to it."""
    return documents.delete_doc(
        cstr(doctype),
        name,
        force=bool(force),
        ignore_permissions=ignore_permissions,
        ignore_missing=ignore_missing,
        ignore_on_trash=ignore_on_trash,
        delete_permanently=delete_permanently,
    )


def delete_doc_if_exists(doctype: str, name: str, force: Any = 0) -> None:
    if lookup.exists(doctype, name):
        delete_doc(doctype, name, force=force)


def get_document_cache_key(doctype: str, name: str) -> str:
    return f"document_cache::{doctype}::{name}"


def clear_document_cache(doctype: str, name: str | None = None) -> None:
    current().site.cache.store("pages").pop(("document", doctype, name), None)


def get_version(doctype: str, name: str, limit: int | None = None, **kwargs: Any) -> list[Any]:
    """The Version documents of a document, newest first."""
    names = get_all(
        "Version",
        {"ref_doctype": doctype, "docname": name},
        pluck="name",
        order_by="creation desc",
        limit=limit or 0,
    )
    return [get_doc("Version", one) for one in names]
