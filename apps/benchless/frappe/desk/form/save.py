"""Saving from a form."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDoc
from benchless.documents.base import step
from benchless.values import Row, cint
from frappe import _
from frappe.core.doctype.submission_queue.submission_queue import is_wanted, queue_submission
from frappe.desk.form.docinfo import docinfo_of
from frappe.desk.form.load import run_onload, sent
from frappe.model.utils.loading import from_client

STATES = {"Save": 0, "Submit": 1, "Update": 1, "Cancel": 2}
SAID = {"Save": "Saved", "Submit": "Submitted", "Update": "Updated", "Cancel": "Cancelled"}


@frappe.whitelist(methods=["POST", "PUT"])
def savedocs(doc: JsonDoc, action: str) -> None:
    """Save, submit, update or cancel the document that a form holds."""
    if action not in STATES:
        frappe.throw(_("Unknown action {0}").format(action))
    data = Row(frappe.parse_json(doc))
    local_name = data.name if cint(data.get("__islocal")) else None
    if local_name:
        data.name = data.pop("__newname", None)
    document = from_client(data)
    if action == "Submit" and is_wanted(document):
        queue_submission(document, action)
        return
    document.docstatus = STATES[action]
    if action == "Submit":
        step(document, "submit")()
    elif action == "Cancel":
        step(document, "cancel")()
    else:
        document.save()
    answer(document, local_name)
    frappe.msgprint(_(SAID[action]), indicator="green", alert=True)


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(
    doctype: str, name: str, workflow_state_fieldname: str | None = None, workflow_state: str | None = None
) -> None:
    """Cancel a document; a workflow's state can be set with it."""
    document = frappe.get_doc(doctype, name)
    if workflow_state_fieldname and workflow_state:
        document.set(workflow_state_fieldname, workflow_state)
    step(document, "cancel")()
    answer(document)
    frappe.msgprint(_("Cancelled"), indicator="red", alert=True)


@frappe.whitelist(methods=["POST"])
def discard(doctype: str, name: str) -> None:
    """Put a draft aside for good."""
    document = frappe.get_doc(doctype, name)
    step(document, "discard")()
    answer(document)


def answer(document: Any, local_name: str | None = None) -> None:
    """Send the saved document and its history back."""
    run_onload(document)
    document.apply_fieldlevel_read_permissions()
    data = sent(document)
    if local_name:
        data["localname"] = local_name
    frappe.local.response.setdefault("docs", []).append(data)
    frappe.local.response["docinfo"] = docinfo_of(document)
