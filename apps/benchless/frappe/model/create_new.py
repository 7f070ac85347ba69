"""New documents with their defaults, the older way."""

from __future__ import annotations

from typing import Any

from benchless.documents import new_doc


def get_new_doc(
    doctype: str, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False
) -> Any:
    """A new document (a row with its parent) with its defaults, not saved."""
    made = new_doc(doctype)
    if parent_doc is not None and parentfield:
        made.update({"parent": parent_doc.name, "parenttype": parent_doc.doctype, "parentfield": parentfield})
    return made.as_dict() if as_dict else made


make_new_doc = get_new_doc
