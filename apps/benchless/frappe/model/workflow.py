"""The stock workflow of a document: its steps, taken and asked for."""

from typing import Any

import frappe
from benchless import workflow as engine
from benchless.arguments import AnyValue, JsonDoc, JsonDocs, JsonNames, as_doc, as_names
from benchless.context import current
from benchless.documents import BaseDocument, get_doc
from benchless.errors import WorkflowPermissionError, WorkflowStateError, WorkflowTransitionError
from benchless.values import Row, cint, cstr
from benchless.workflow.transitions import condition_holds, condition_names, may_approve

__all__ = ["WorkflowPermissionError", "WorkflowStateError", "WorkflowTransitionError"]
AT_ONCE, AT_MOST = 20, 500
LEAST_SHOWN = 5


def _data(doc: Any) -> Any:
    return frappe.parse_json(doc) if isinstance(doc, str) else doc


def _document(doc: Any) -> Any:
    data = _data(doc)
    if isinstance(data, BaseDocument):
        return data
    as_doc(data)
    if not data.get("name"):
        raise frappe.DoesNotExistError(frappe._("{0} not found").format(frappe._(data["doctype"])))
    return None if data.get("__islocal") else get_doc(data["doctype"], data["name"])


@frappe.whitelist()
def get_transitions(doc: JsonDoc, workflow: AnyValue = None, raise_exception: bool = False) -> list[Row]:
    """Actions that the stored document offers to this user."""
    document = _document(doc)
    if document is None:
        return []
    if engine.active_workflow(document.doctype) is None:
        frappe.has_permission("Workflow", throw=True)
        text = frappe._("There is no active workflow for {0}").format(frappe._(document.doctype))
        frappe.throw(text, frappe.DoesNotExistError)
    return engine.get_transitions(document)


@frappe.whitelist(methods=["POST", "PUT"])
def apply_workflow(doc: JsonDoc, action: str) -> Any:
    """Take an action on the stored document; gives the document."""
    document = engine.apply_workflow(_data(doc), action)
    document.apply_fieldlevel_read_permissions()
    return document


@frappe.whitelist()
def can_cancel_document(doctype: str) -> bool:
    """Whether the workflow leaves cancelling to the button. Raises PermissionError for who may not read."""
    frappe.has_permission(doctype, "read", throw=True)
    found = engine.active_workflow(doctype)
    if found is None:
        return True
    cancelled = {row.state for row in found.states if str(row.doc_status) == "2"}
    return not any(row.next_state in cancelled for row in found.transitions)


@frappe.whitelist(methods=["POST", "PUT"])
def bulk_workflow_approval(docnames: JsonNames, doctype: str, action: str) -> None:
    """The same action on several documents; each one stands or falls by itself."""
    names = as_names(docnames, "docnames")
    if len(names) > AT_MOST:
        frappe.throw(
            frappe._("Bulk approval takes at most {0} documents").format(AT_MOST),
            title=frappe._("Too Many Documents"),
        )
    if len(names) < AT_ONCE:
        _bulk(names, doctype, action)
    else:
        frappe.msgprint(frappe._("Bulk {0} is enqueued in background.").format(action), alert=True)
        frappe.enqueue(_bulk, docnames=names, doctype=doctype, action=action, queue="short", timeout=1000)


def _bulk(docnames: list[str], doctype: str, action: str) -> None:
    failed: dict[str, str] = {}
    for name in docnames:
        try:
            with current().db.attempt():
                engine.apply_workflow({"doctype": doctype, "name": name}, action)
        except frappe.FrappeError as error:
            failed[name] = str(error)
            current().message_log.clear()
    done = len(docnames) - len(failed)
    if failed:
        lines = [f"{name}: {reason}" for name, reason in failed.items()]
        frappe.msgprint(
            [frappe._("{0} done, {1} failed").format(done, len(failed)), *lines], indicator="orange"
        )
    else:
        frappe.msgprint(frappe._("{0} done").format(done), indicator="green", alert=True)


@frappe.whitelist()
def get_common_transition_actions(docs: JsonDocs, doctype: str) -> list[str]:
    """Actions that all given documents offer."""
    common: set[str] | None = None
    for data in _data(docs):
        document = get_doc(doctype, cstr(data.get("name")))
        actions = {row.action for row in engine.get_transitions(document)}
        common = actions if common is None else common & actions
    return sorted(common or [])


def get_workflow_name(doctype: str) -> str:
    found = engine.active_workflow(doctype)
    return found.name if found else ""


def get_workflow(doctype: str) -> Any:
    return get_doc("Workflow", get_workflow_name(doctype))


def get_workflow_state_field(workflow_name: str) -> str:
    return str(frappe.db.get_value("Workflow", workflow_name, "workflow_state_field"))


def is_transition_condition_satisfied(transition: Any, doc: Any) -> bool:
    return condition_holds(doc, transition)


def validate_workflow(doc: Any) -> None:
    """Refuse a save that moves a document against its workflow. Every save asks; this is for doubters."""
    engine.guard.guard(doc)


def has_approval_access(user: str, doc: Any, transition: Any) -> bool:
    """Whether a user may take a transition of a document: not one's own, unless it allows that."""
    return may_approve(doc, Row(transition), user)


def get_workflow_safe_globals() -> dict[str, Any]:
    """What conditions of transitions may use besides `doc`."""
    return condition_names()


def send_email_alert(workflow_name: str) -> bool:
    """Whether a workflow tells people by mail what waits for them."""
    return bool(cint(frappe.db.get_value("Workflow", workflow_name, "send_email_alert")))


def set_workflow_state_on_action(doc: Any, workflow_name: str, action: str) -> None:
    """Before a submission or cancellation by button: the first state with that docstatus."""
    workflow = engine.active_workflow(doc.doctype)
    wanted = {"submit": 1, "cancel": 2}.get(action)
    if workflow is None or workflow.name != workflow_name or wanted is None:
        return
    state = engine.definition.state_row(workflow, doc.get(workflow.workflow_state_field))
    found = engine.definition.first_state_with(workflow, wanted)
    if found is not None and (state is None or cint(state.doc_status) != wanted):
        doc.set(workflow.workflow_state_field, found.state)


def show_progress(docnames: list[str], message: str, i: int, description: str) -> None:
    """How far a bulk action is; small ones show nothing."""
    if len(docnames) >= LEAST_SHOWN:
        frappe.publish_progress(float(i) * 100 / len(docnames), title=message, description=description)
