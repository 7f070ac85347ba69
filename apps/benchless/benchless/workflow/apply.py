"""Taking an action: the state moves, and the document is saved, submitted or cancelled with it."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..documents import new_from
from ..errors import DoesNotExistError, ValidationError, WorkflowTransitionError
from ..messages import throw
from ..translations import _
from ..values import Row, cint, cstr
from .definition import active_workflow, state_row
from .tasks import run_tasks
from .transitions import document_of, get_transitions, may_approve


def apply_workflow(source: Any, action: str) -> Any:
    """Apply `action` to the stored document that `source` (doctype and name) means. Gives the document."""
    document = document_of(source)
    workflow = active_workflow(document.doctype)
    if workflow is None:
        throw(_("There is no active workflow for {0}").format(_(document.doctype)), DoesNotExistError)
    transition = next((row for row in get_transitions(document, workflow) if row.action == action), None)
    if transition is None:
        throw(_("{0} is not possible now").format(_(action)), WorkflowTransitionError)
    if not may_approve(document, transition, current().user):
        throw(_("Self approval is not allowed"), ValidationError)
    return take(document, workflow, transition)


def take(document: Any, workflow: Row, transition: Row) -> Any:
    """Move the document along a transition that was found possible."""
    target = state_row(workflow, transition.next_state)
    if target is None:
        throw(_("Workflow state {0} does not exist").format(transition.next_state), ValidationError)
    document.set(workflow.workflow_state_field, transition.next_state)
    _update_field(document, target)
    run_tasks(document, transition)
    _save(document, cint(document.docstatus), cint(target.doc_status))
    comment(document, transition.next_state)
    return document


def _update_field(document: Any, target: Row) -> None:
    if not target.update_field:
        return
    value: Any = target.update_value
    field = document.meta.get_field(target.update_field)
    if field is not None and field.fieldname in document.meta.types:
        value = document.meta.types[field.fieldname].cast(value, field)
    document.set(target.update_field, value)


def _save(document: Any, before: int, after: int) -> None:
    document.flags.workflow_action = True
    if (before, after) in ((0, 0), (1, 1)):
        document.save()
    elif (before, after) == (0, 1):
        document.submit()
    elif (before, after) == (1, 2):
        document.cancel()
    else:
        throw(_("Illegal document status for {0}").format(document.get("workflow_state")))
    document.flags.workflow_action = False


def comment(document: Any, state: str) -> None:
    """The line of the timeline that says which state was reached."""
    session = current()
    new_from(
        {
            "doctype": "Comment", "comment_type": "Workflow", "reference_doctype": document.doctype,
            "reference_name": cstr(document.name), "content": _(state), "comment_email": session.user,
        }
    ).insert(ignore_permissions=True)  # fmt: skip
