"""Steps of docstatus: which action a save is, the right it needs, and the events before and after it."""

from __future__ import annotations

from .. import errors
from ..translations import _

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2
ACTIONS = {
    (DRAFT, DRAFT): "save",
    (DRAFT, SUBMITTED): "submit",
    (SUBMITTED, SUBMITTED): "update_after_submit",
    (SUBMITTED, CANCELLED): "cancel",
}
RIGHT_OF = {"submit": "submit", "update_after_submit": "submit", "cancel": "cancel", "save": "write"}
BEFORE = {
    "save": "before_save",
    "submit": "before_submit",
    "cancel": "before_cancel",
    "update_after_submit": "before_update_after_submit",
}
AFTER = {
    "save": ("on_update",),
    "submit": ("on_update", "on_submit"),
    "cancel": ("on_cancel",),
    "update_after_submit": ("on_update_after_submit",),
}


def action_of(before: int, after: int) -> str:
    """The action that leads from one docstatus to another. Raises DocstatusTransitionError."""
    if before == CANCELLED:
        raise errors.quiet(errors.ValidationError(_("Cannot edit cancelled document")))
    action = ACTIONS.get((before, after))
    if action is None:
        text = _("Cannot change docstatus from {0} to {1}").format(before, after)
        raise errors.quiet(errors.DocstatusTransitionError(text))
    return action
