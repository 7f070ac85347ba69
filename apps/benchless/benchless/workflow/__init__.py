"""Frappe's standard Workflow: states, transitions, and the rules at every save."""

from . import actions, definition, guard
from .apply import apply_workflow
from .definition import active_workflow
from .transitions import get_transitions, possible

__all__ = [
    "actions",
    "active_workflow",
    "apply_workflow",
    "definition",
    "get_transitions",
    "guard",
    "possible",
]
