"""Other names and titles for documents."""

from typing import Any

import frappe
from benchless import documents
from benchless.documents import rename_doc
from benchless.values import cint


@frappe.whitelist(methods=["POST", "PUT"])
def update_document_title(
    doctype: str,
    docname: str,
    title: str | None = None,
    name: str | None = None,
    merge: Any = False,
    enqueue: Any = False,
    **kwargs: Any,
) -> str:
    """Change the title field, the name, or both."""
    if name and name != docname:
        docname = rename_doc(doctype, docname, name, merge=bool(cint(merge)))
    if title:
        document = documents.get_doc(doctype, docname)
        document.set(document.meta.get_title_field(), title)
        document.save()
    return docname
