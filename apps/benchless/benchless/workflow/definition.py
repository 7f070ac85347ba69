"""The active workflow of a DocType, read once per change."""

from __future__ import annotations

from ..context import current
from ..schema import find_meta
from ..values import Row, cint


def active_workflow(doctype: str) -> Row | None:
    """The active Workflow with its `states` and `transitions`, or None."""
    session = current()
    store = session.site.cache.store("workflow")
    if doctype not in store:
        store[doctype] = _read(doctype)
    return store[doctype]  # type: ignore[no-any-return]


def _read(doctype: str) -> Row | None:
    db = current().db
    if find_meta("Workflow") is None:
        return None
    rows = db.dicts("SELECT * FROM `tabWorkflow` WHERE document_type=? AND is_active=1 LIMIT 1", (doctype,))
    if not rows:
        return None
    workflow = rows[0]
    for key, child in (("states", "Workflow Document State"), ("transitions", "Workflow Transition")):
        workflow[key] = db.dicts(
            f"SELECT * FROM `tab{child}` WHERE parent=? AND parenttype='Workflow' AND parentfield=? "
            "ORDER BY idx",
            (workflow.name, key),
        )
    for row in workflow.transitions:
        if not row.get("transition_tasks"):  # a field of Frappe 16: answers of 15 do not have it
            row.pop("transition_tasks", None)
    workflow.doctype = "Workflow"
    workflow.workflow_state_field = workflow.workflow_state_field or "workflow_state"
    return workflow


def state_row(workflow: Row, state: str | None) -> Row | None:
    """The definition of one state (the first, when a state stands there more than once)."""
    return next((row for row in workflow.states if row.state == state), None)


def first_state_with(workflow: Row, docstatus: int) -> Row | None:
    """The first state of a docstatus."""
    return next((row for row in workflow.states if cint(row.doc_status) == docstatus), None)
