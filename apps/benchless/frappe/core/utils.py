"""Small helpers of lists and documents that apps take from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import frappe
from benchless.schema import find_meta
from benchless.values import cstr
from frappe.utils import to_markdown


def find(list_of_dict: Iterable[Any], match_function: Callable[[Any], Any]) -> Any:
    """The first entry for which a function is true, or None."""
    return next((entry for entry in list_of_dict if match_function(entry)), None)


def find_all(list_of_dict: Iterable[Any], match_function: Callable[[Any], Any]) -> list[Any]:
    """Every entry for which a function is true."""
    return [entry for entry in list_of_dict if match_function(entry)]


def ljust_list(_list: list[Any], length: int, fill_word: Any = None) -> list[Any]:
    """A list filled up at its end to a length."""
    return [*_list, *[fill_word] * (length - len(_list))]


def html2text(html: str, strip_links: bool = False, wrap: bool = True) -> str:
    """HTML as Markdown."""
    text = cstr(to_markdown(html))
    return frappe.utils.strip_html(text) if strip_links else text


def get_parent_doc(doc: Any) -> Any:
    """The document that a Communication or a Comment is about; None when it is about none."""
    known = doc.__dict__.get("parent_doc")
    if known is None and doc.get("reference_doctype") and doc.get("reference_name"):
        known = doc.__dict__["parent_doc"] = frappe.get_doc(doc.reference_doctype, doc.reference_name)
    return known


def set_timeline_doc(doc: Any) -> None:
    """Note beside a document that it also belongs to the timeline of what its own document is about."""
    parent = get_parent_doc(doc)
    field = parent.meta.get("timeline_field") if parent is not None else None
    if not field:
        return
    link = parent.meta.get_field(field)
    doctype = parent.get(link.options) if link.fieldtype == "Dynamic Link" else link.options
    if doctype and parent.get(field) and find_meta(doctype) is not None:
        doc.timeline_doctype, doc.timeline_name = doctype, parent.get(field)
