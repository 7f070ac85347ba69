"""`frappe.model.rename_doc`."""

from typing import Any

import frappe
from benchless import documents
from benchless.values import cint


def rename_doc(
    doctype: str,
    old: str,
    new: str,
    force: bool = False,
    merge: bool = False,
    ignore_permissions: bool = False,
    ignore_if_exists: bool = False,
    show_alert: bool = True,
    **kwargs: Any,
) -> str:
    """Rename a document, or merge it into another."""
    return documents.rename_doc(
        doctype, old, new, force=bool(force), merge=bool(merge), ignore_permissions=ignore_permissions
    )


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
        docname = documents.rename_doc(doctype, docname, name, merge=bool(cint(merge)))
    if title:
        document = documents.get_doc(doctype, docname)
        document.set(document.meta.get_title_field(), title)
        document.save()
    return docname
