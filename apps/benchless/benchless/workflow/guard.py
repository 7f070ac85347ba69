"""The workflow's rules at every save, whichever door it comes through."""

from __future__ import annotations

from typing import Any

from ..access import get_roles
from ..context import current
from ..documents.guards import add_guard
from ..errors import WorkflowPermissionError
from ..messages import throw
from ..translations import _
from ..values import Row, cint
from .definition import active_workflow, first_state_with, state_row
from .transitions import possible


def guard(document: Any) -> None:
    """A new document starts in the first state; a known one moves along transitions only."""
    workflow = active_workflow(document.doctype)
    if workflow is None or document.flags.ignore_workflow:
        return
    before = document.get_doc_before_save()
    if before is None:
        _check_start(document, workflow)
        return
    field = workflow.workflow_state_field
    old, new = before.get(field), document.get(field)
    if not old:
        document.set(field, new or _start(document, workflow))
    elif new != old:
        _check_move(document, before, workflow, old, new)
    elif document.__dict__.get("_action") == "submit":
        _follow_docstatus(document, workflow, 1)
    else:
        _check_editor(document, workflow, old)


def _start(document: Any, workflow: Row) -> str | None:
    row = first_state_with(workflow, cint(document.docstatus)) or next(iter(workflow.states), None)
    return row.state if row else None


def _check_start(document: Any, workflow: Row) -> None:
    field = workflow.workflow_state_field
    given, first = document.get(field), workflow.states[0].state
    if not given:
        document.set(field, _start(document, workflow) if cint(document.docstatus) else first)
    elif given != first and not document.flags.ignore_permissions:
        throw(
            _("A new {0} must start in the state {1}").format(_(document.doctype), _(first)),
            WorkflowPermissionError,
        )


def _check_move(document: Any, before: Any, workflow: Row, old: str, new: str | None) -> None:
    if document.flags.ignore_permissions:
        return
    if state_row(workflow, new) is None:
        throw(_("{0} is not a state of this workflow").format(new), WorkflowPermissionError)
    before.flags.ignore_permissions = True
    if not any(row.next_state == new for row in possible(before, workflow, old)):
        text = _("Moving from {0} to {1} is not allowed").format(_(old), _(new or ""))
        throw(text, WorkflowPermissionError)


def _follow_docstatus(document: Any, workflow: Row, docstatus: int) -> None:
    row = first_state_with(workflow, docstatus)
    if row is not None:
        document.set(workflow.workflow_state_field, row.state)


def _check_editor(document: Any, workflow: Row, state: str) -> None:
    """Only the role that a state names may change a document in it. Frappe leaves this to the form."""
    user = current().user
    if user == "Administrator" or document.flags.ignore_permissions:
        return
    rows = [row for row in workflow.states if row.state == state]
    if rows and not any(row.allow_edit in get_roles(user) for row in rows):
        roles = ", ".join(_(row.allow_edit) for row in rows)
        text = _("In the state {0} only {1} may change this document").format(_(state), roles)
        throw(text, WorkflowPermissionError)


add_guard(guard)
