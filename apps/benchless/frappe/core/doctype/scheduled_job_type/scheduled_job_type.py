"""Jobs that come back."""

from __future__ import annotations

from typing import Any

from croniter import croniter

import frappe
from frappe import _
from frappe.model.document import Document


class ScheduledJobType(Document):
    """One method and how often it runs."""

    def validate(self) -> None:
        if self.frequency == "Cron":
            if not self.cron_format:
                frappe.throw(_("Cron format is required for job types with Cron frequency."))
            if not croniter.is_valid(self.cron_format):
                frappe.throw(_("{0} is not a valid Cron expression.").format(self.cron_format))

    def on_trash(self) -> None:
        frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": self.name})


@frappe.whitelist(methods=["POST"])
def execute_event(doc: Any) -> Any:
    """Run a job now, in the background."""
    frappe.only_for("System Manager")
    job = frappe.get_doc("Scheduled Job Type", frappe.parse_json(doc).get("name"))
    frappe.enqueue(job.method, queue="long")
    return job
