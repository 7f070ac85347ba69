"""A set of tasks that transitions of workflows name."""

from __future__ import annotations

import frappe
from benchless.workflow import tasks
from frappe import _
from frappe.model.document import Document

LINKED = (tasks.WEBHOOK, tasks.SCRIPT)


class WorkflowTransitionTasks(Document):
    """Tasks in their order."""

    def validate(self) -> None:
        for row in self.tasks:
            if row.task in LINKED and not row.link:
                frappe.throw(_("Row {0}: choose the {1} to run").format(row.idx, _(row.task)))
            if row.task not in LINKED:
                tasks.method_of(row.task)
                row.link = None
