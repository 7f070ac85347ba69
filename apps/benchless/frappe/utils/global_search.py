"""One search over the documents of all DocTypes that the Global Search Settings name."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import search as engine
from benchless.schema import get_meta
from benchless.values import Row, cint, cstr
from frappe.core.doctype.domain_settings.domain_settings import is_in_sight
from frappe.desk.doctype.global_search_settings.global_search_settings import (
    get_doctypes_for_global_search,
)

DEFINITIONS = {"DocType": "name", "Custom Field": "dt", "Property Setter": "doc_type"}
MOST = 100


@frappe.whitelist()
def search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[Row]:
    """Documents with these words that the user may read: `doctype, name, content, rank`, best first.

    Words joined by `&` are alternatives. `doctype` asks one DocType only.
    """
    allowed = [name for name in get_doctypes_for_global_search() if is_in_sight(name)]
    wanted = [doctype] if doctype in allowed else [] if doctype else allowed
    found = engine.search(cstr(text), max(cint(start), 0), min(cint(limit) or 20, MOST), wanted)
    return [_answer(row) for row in found] if wanted else []


def _answer(row: Row) -> Row:
    out = Row(doctype=row.doctype, name=row.name, content=row.content, rank=row.relevance, title=row.title)
    image = get_meta(row.doctype).get("image_field")
    if image:
        seen = frappe.get_list(row.doctype, filters={"name": row.name}, fields=["name", image])
        out.image = seen[0].get(image) if seen else None
    return out


@frappe.whitelist(allow_guest=True)
def web_search(text: str, scope: str | None = None, start: int = 0, limit: int = 20) -> list[Row]:
    """Published pages with these words in their title; `scope` is how their addresses begin."""
    return engine.web_search(cstr(text), scope, max(cint(start), 0), min(cint(limit) or 20, MOST))


def update_global_search(doc: Any) -> None:
    """Keep what can be found of a document. Every save does it; direct writes to the database need it."""
    engine.update(doc)


def delete_for_document(doc: Any) -> None:
    """Let a document be found no more."""
    engine.remove(doc.doctype, cstr(doc.name))


def rebuild_for_doctype(doctype: str) -> None:
    """Read all documents of a DocType again."""
    engine.rebuild(doctype)


def reset() -> None:
    """Forget everything that can be found."""
    frappe.db.sql("DELETE FROM `__global_search`")


def follow_definition(doc: Any, event: str) -> None:
    """A change of a definition can change what is searched: then its documents are read again, as a job."""
    key = DEFINITIONS.get(doc.doctype)
    if key is None or event not in ("on_change", "after_delete"):
        return
    doctype = cstr(doc.get(key))
    if doctype and engine.is_stale(doctype):
        frappe.enqueue(
            rebuild_for_doctype, queue="long", enqueue_after_commit=True, deduplicate=True,
            job_id=f"global_search||{doctype}", doctype=doctype,
        )  # fmt: skip
