"""Which actions a document offers to a user now."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from .. import dates
from ..access import check_permission, get_list, get_roles
from ..arguments import as_doc
from ..context import current
from ..documents import get_doc, lookup
from ..errors import DoesNotExistError, ValidationError, WorkflowStateError
from ..messages import throw
from ..safe_eval import safe_eval
from ..translations import _
from ..values import Row, cint
from .definition import active_workflow


def get_transitions(document: Any, workflow: Row | None = None, user: str | None = None) -> list[Row]:
    """Transitions out of the document's state whose role and condition fit. Needs the right to read."""
    if document.is_new():
        return []
    if not document.flags.ignore_permissions:
        check_permission(document.doctype, "read", document)
    workflow = workflow or active_workflow(document.doctype)
    if workflow is None:
        return []
    state = document.get(workflow.workflow_state_field)
    if not state:
        throw(_("Workflow state not set"), WorkflowStateError)
    return possible(document, workflow, state, user)


def possible(document: Any, workflow: Row, state: str, user: str | None = None) -> list[Row]:
    """Transitions out of `state` for a user's roles and the document's values."""
    roles = set(get_roles(user))
    rows = [row for row in workflow.transitions if row.state == state and row.allowed in roles]
    return [Row(row, doctype="Workflow Transition") for row in rows if condition_holds(document, row)]


def condition_holds(document: Any, transition: Row) -> bool:
    """Whether the transition's condition is true of the document. A broken one is reported, never passed."""
    if not transition.condition:
        return True
    try:
        return bool(safe_eval(transition.condition, condition_names(), {"doc": document.as_dict()}))
    except (SyntaxError, AttributeError, NameError, TypeError, ValueError, KeyError) as error:
        text = _("The condition of action {0} cannot be evaluated: {1}")
        raise ValidationError(text.format(transition.action, error)) from error


def condition_names() -> dict[str, Any]:
    """What a condition may use besides `doc`: single values, lists, the session and the clock."""
    database = SimpleNamespace(get_value=lookup.get_value, get_list=get_list, exists=lookup.exists)
    clock = SimpleNamespace(
        now_datetime=dates.now_datetime, get_datetime=dates.get_datetime, add_to_date=dates.add_to_date,
        now=dates.now, today=dates.today, getdate=dates.getdate,
    )  # fmt: skip
    session = current().session
    return {"frappe": SimpleNamespace(db=database, session=session, utils=clock), "_": _}


def may_approve(document: Any, transition: Row, user: str) -> bool:
    """Self-approval is refused unless the transition allows it; Administrator is exempt."""
    return user == "Administrator" or bool(cint(transition.allow_self_approval)) or user != document.owner


def document_of(source: Any) -> Any:
    """The stored document that a client's copy names."""
    copy = as_doc(source)
    if not copy.get("name"):
        throw(_("{0} not found").format(_(copy["doctype"])), DoesNotExistError)
    return get_doc(copy["doctype"], copy["name"])
