"""One change for many documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
from benchless.arguments import JsonDict, JsonNames
from benchless.documents.base import step
from benchless.values import cint
from frappe import _
from frappe.core.doctype.submission_queue.submission_queue import is_wanted, queue_submission
from frappe.model.document import Document

MOST = 500


class BulkUpdate(Document):
    """The page that asks for the change."""

    @frappe.whitelist()
    def bulk_update(self) -> list[str]:
        """Set one field of all documents that match; gives the names that failed."""
        self.check_permission("write")
        limit = cint(self.limit) or MOST
        names = frappe.get_list(self.document_type, filters=self.condition or None, pluck="name", limit=limit)
        data = {self.field: self.update_value}
        return submit_cancel_or_update_docs(self.document_type, names, "update", data)


def _update(doc: Any, data: dict[str, Any]) -> None:
    doc.update(data)
    doc.save()


ACTIONS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "submit": lambda doc, data: (
        queue_submission(doc, alert=False) if is_wanted(doc) else step(doc, "submit")()
    ),
    "cancel": lambda doc, data: step(doc, "cancel")(),
    "update": _update,
    "delete": lambda doc, data: doc.delete(),
}


@frappe.whitelist(methods=["POST"])
def submit_cancel_or_update_docs(
    doctype: str,
    docnames: JsonNames,
    action: str = "submit",
    data: JsonDict = None,
    task_id: str | None = None,
) -> list[str]:
    """Do one action to many documents, each on its own; gives the names that failed."""
    names = frappe.parse_json(docnames)
    values = frappe.parse_json(data) or {}
    if action not in ACTIONS:  # nothing is done to any of them
        return [str(name) for name in names]
    if len(names) > MOST:
        frappe.throw(_("Bulk operations only support up to {0} documents.").format(MOST))
    return [name for name in names if not _done(doctype, name, ACTIONS[action], values)]


def _done(doctype: str, name: str, act: Callable[[Any, dict[str, Any]], Any], data: dict[str, Any]) -> bool:
    document = frappe.get_doc(doctype, name)
    try:
        with frappe.db.attempt():
            act(document, data)
        frappe.db.commit()  # each on its own: a later one that is missing undoes nothing
    except (frappe.ValidationError, frappe.PermissionError) as error:
        frappe.msgprint(f"{name}: {error}", title=_("Bulk operation"), indicator="red")
        return False
    return True
