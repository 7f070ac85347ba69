"""Actions of a document that are done in the background, the document locked meanwhile."""

from __future__ import annotations

from typing import Any

from .. import dotted
from ..context import current
from ..messages import msgprint
from ..translations import _
from .loading import get_doc
from .locking import LockedDocument

RUN = "benchless.documents.queued.execute_action"


class QueuedDocument(LockedDocument):
    """`queue_action("submit")`: later, in the worker."""

    def queue_action(self, action: str, **kwargs: Any) -> Any:
        """Line an action up. Raises DocumentLockedError while another one waits."""
        if hasattr(type(self), f"_{action}"):
            action = f"_{action}"  # so that a controller's own `submit` may queue the action
        self.check_if_locked()
        self.lock()
        current().db.after_rollback.add(self.unlock)
        job = dotted.call(
            "benchless.jobs.enqueue", RUN, enqueue_after_commit=True,
            document_type=self.doctype, document_name=self.name, action=action, **kwargs,
        )  # fmt: skip
        text = _("{0} {1} is being worked on in the background")
        msgprint(text.format(_(self.doctype), self.name), alert=1)
        return job


def execute_action(document_type: str, document_name: str, action: str, **kwargs: Any) -> None:
    """Do it; what goes wrong is written beneath the document."""
    document = get_doc(document_type, document_name)
    document.unlock()
    try:
        getattr(document, action)(**kwargs)
    except Exception as error:
        current().db.rollback()
        text = _("{0} failed: {1}").format(_(action.strip("_").title()), error)
        get_doc(document_type, document_name).add_comment("Comment", text)
