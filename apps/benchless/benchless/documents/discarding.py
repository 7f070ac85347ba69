"""Giving a draft up: it is kept as cancelled, without having been submitted."""

from __future__ import annotations

from .. import errors
from ..messages import throw
from ..registry import whitelist
from ..translations import _
from ..values import cint
from . import checks
from .events import run_event
from .lifecycle import LivingDocument
from .lookup import get_value
from .transitions import CANCELLED, DRAFT


class DiscardableDocument(LivingDocument):
    """A draft can be discarded."""

    @whitelist(methods=["POST"])
    def discard(self) -> None:
        """Set a draft to cancelled. Raises ValidationError for anything else."""
        self.check_if_locked()
        checks.check_latest(self, get_value(self.doctype, self.name, "modified"))
        if cint(self.docstatus) != DRAFT:
            throw(_("Only draft documents can be discarded"), errors.ValidationError)
        self.check_permission("write")
        run_event(self, "before_discard")
        self.db_set("docstatus", CANCELLED)
        run_event(self, "on_discard")
