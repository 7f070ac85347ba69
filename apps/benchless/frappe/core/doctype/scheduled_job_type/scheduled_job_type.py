"""Jobs that come back."""

from __future__ import annotations

from typing import Any

from croniter import croniter

import frappe
from benchless.arguments import JsonDict
from benchless.jobs import scheduler
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime


class ScheduledJobType(Document):
    """One method and how often it runs."""

    def validate(self) -> None:
        if self.frequency == "Cron" and not self.cron_format:
            frappe.throw(_("Cron format is required for job types with Cron frequency."))
        if self.cron_format and not croniter.is_valid(self.cron_format):
            frappe.throw(_("{0} is not a valid Cron expression.").format(self.cron_format))

    @property
    def next_execution(self) -> Any:
        return self.get_next_execution()

    def get_next_execution(self) -> Any:
        """When the job is due next."""
        return scheduler.next_run(self.__dict__, now_datetime()) if scheduler.cron_of(self.__dict__) else None

    def is_event_due(self, current_time: Any = None) -> bool:
        """Whether the job should run now."""
        moment = self.get_next_execution()
        return moment is not None and moment <= (current_time or now_datetime())

    def enqueue(self, force: bool = False) -> bool:
        """Line the job up when it is due, or at once."""
        if not force and (self.stopped or not self.is_event_due()):
            return False
        return scheduler.line_up(self) is not None

    def on_trash(self) -> None:
        frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": self.name})


@frappe.whitelist(methods=["POST"])
def execute_event(doc: JsonDict) -> Any:
    """Run a job now, in the background."""
    frappe.only_for("System Manager")
    job = frappe.get_doc("Scheduled Job Type", frappe.parse_json(doc).get("name"))
    job.enqueue(force=True)
    return job


@frappe.whitelist(methods=["POST"])
def skip_next_execution(doc: JsonDict) -> None:
    """Let the next time pass: what is due counts as done."""
    frappe.only_for("System Manager")
    job = frappe.get_doc("Scheduled Job Type", frappe.parse_json(doc).get("name"))
    job.db_set("last_execution", job.get_next_execution(), update_modified=False)
