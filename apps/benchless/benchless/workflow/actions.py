"""Workflow Action documents: what waits for which roles."""

from __future__ import annotations

from typing import Any

from ..access import get_roles
from ..context import current
from ..documents import events
from ..documents.naming import random_name
from ..values import Row, cstr
from .definition import active_workflow
from .transitions import condition_holds

MOMENTS = ("on_update", "on_submit", "on_cancel", "on_update_after_submit")


def follow(document: Any, event: str) -> None:
    """Close what was open and open what the new state asks for."""
    if event not in MOMENTS or (event == "on_update" and document.__dict__.get("_action") == "submit"):
        return
    workflow = active_workflow(document.doctype)
    if workflow is None:
        return
    before = document.get_doc_before_save()
    field = workflow.workflow_state_field
    if before is not None and before.get(field) == document.get(field):
        return
    if before is not None:
        _complete(document)
    _open(document, workflow)


def _complete(document: Any) -> None:
    """What waited for a role of this user is done; what waited for others stays open, as in Frappe."""
    session = current()
    open_rows = session.db.rows(
        "SELECT name FROM `tabWorkflow Action` WHERE reference_doctype=? AND reference_name=? AND "
        "status='Open'",
        (document.doctype, cstr(document.name)),
    )
    for (name,) in open_rows:
        role = _role_of(name)
        if role is None:
            continue
        session.db.execute(
            "UPDATE `tabWorkflow Action` SET status='Completed', completed_by=?, "
            "completed_by_role=?, modified=?, "
            "modified_by=? WHERE name=?",
            (session.user, role, _now(), session.user, name),
        )


def _role_of(action: str) -> str | None:
    rows = current().db.rows("SELECT role FROM `tabWorkflow Action Permitted Role` WHERE parent=?", (action,))
    mine = set(get_roles())
    return next((role for (role,) in rows if role in mine), None)


def _open(document: Any, workflow: Row) -> None:
    state = document.get(workflow.workflow_state_field)
    leaving = [row for row in workflow.transitions if row.state == state and condition_holds(document, row)]
    roles = list(dict.fromkeys(row.allowed for row in leaving))
    if not roles:
        return
    session, now, name = current(), _now(), random_name()
    session.db.execute(
        "INSERT INTO `tabWorkflow Action` (name, creation, modified, owner, modified_by, docstatus, "
        "idx, status, "
        "reference_name, reference_doctype, workflow_state) VALUES (?, ?, ?, ?, ?, 0, 0, 'Open', ?, ?, ?)",
        (name, now, now, session.user, session.user, cstr(document.name), document.doctype, state),
    )
    session.db.bulk(
        "INSERT INTO `tabWorkflow Action Permitted Role` (name, creation, modified, owner, "
        "modified_by, docstatus, idx, "
        "parent, parenttype, parentfield, role) VALUES (?, ?, ?, ?, ?, 0, ?, ?, 'Workflow Action', "
        "'permitted_roles', ?)",
        [
            (random_name(), now, now, session.user, session.user, i, name, role)
            for i, role in enumerate(roles, 1)
        ],
    )


def _now() -> str:
    return current().site.now().strftime("%Y-%m-%d %H:%M:%S.%f")


events.listen(follow)
