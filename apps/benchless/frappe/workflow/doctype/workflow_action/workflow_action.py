"""What waits for a role to act; the engine writes and closes these rows."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.translations import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow, get_workflow
from frappe.utils import escape_html
from frappe.utils.verified_command import get_signed_params, verify_request

CONFIRM = "/api/method/frappe.workflow.doctype.workflow_action.workflow_action.confirm_action"


class WorkflowAction(Document):
    """One document that waits."""


def get_permission_query_conditions(user: str | None = None) -> str:
    """What still waits for a role of the user."""
    user = user or frappe.session.user
    if user == "Administrator":
        return ""
    roles = ", ".join(frappe.db.escape(role) for role in frappe.get_roles(user))
    waiting = f"SELECT parent FROM `tabWorkflow Action Permitted Role` WHERE role IN ({roles})"
    mine = f"`tabWorkflow Action`.user = {frappe.db.escape(user)}"
    return f"((`tabWorkflow Action`.name IN ({waiting}) OR {mine}) AND `tabWorkflow Action`.status = 'Open')"


def has_permission(doc: Any, ptype: str = "read", user: str | None = None) -> bool:
    user = user or frappe.session.user
    if user == "Administrator" or doc.get("user") == user:
        return True
    roles = set(frappe.get_roles(user))
    return any(row.role in roles for row in doc.permitted_roles or [])


@frappe.whitelist(allow_guest=True)
def apply_action(
    action: str,
    doctype: str,
    docname: str,
    current_state: str,
    user: str | None = None,
    last_modified: str | None = None,
) -> None:
    """The signed link of a mail: a page that asks once more, or says that somebody was faster."""
    if not verify_request():
        return
    doc = frappe.get_doc(doctype, docname)
    state = doc.get(get_workflow(doctype).workflow_state_field)
    if state != current_state:
        frappe.respond_as_web_page(
            _("Link Expired"),
            _("Document {0} has been set to state {1} by {2}").format(
                f"<b>{escape_html(doc.name)}</b>",
                f"<b>{escape_html(_(state))}</b>",
                escape_html(doc.modified_by),
            ),
        )
        return
    link = get_signed_params({"doctype": doctype, "docname": docname, "user": user or "", "action": action})
    frappe.respond_as_web_page(
        escape_html(f"{_(doctype)} {doc.name}"),
        f"<p>{escape_html(doc.get_title())}</p>"
        f'<p><a class="btn" href="{CONFIRM}?{escape_html(link)}">{escape_html(_(action))}</a></p>',
    )


@frappe.whitelist(allow_guest=True)
def confirm_action(doctype: str, docname: str, user: str, action: str) -> None:
    """The second step: the action is taken by whoever is logged in, else by the user of the signed link."""
    if not verify_request():
        return
    reader = frappe.session.user
    if reader == "Guest" and user:
        frappe.set_user(user)
    newdoc = apply_workflow({"doctype": doctype, "name": docname}, action)
    frappe.local.flags.commit = True
    state = newdoc.get(get_workflow(doctype).workflow_state_field)
    frappe.respond_as_web_page(
        _("Success"),
        _("{0}: {1} is set to state {2}").format(_(doctype), escape_html(newdoc.name), escape_html(_(state))),
    )
    frappe.set_user(reader)
