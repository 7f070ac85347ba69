"""The schedule of the site."""

from typing import Any

import frappe
from benchless.context import current
from benchless.jobs import scheduler
from frappe.utils import cint

sync_jobs = scheduler.sync_jobs


def is_scheduler_inactive(verbose: bool = True) -> bool:
    """Whether nothing runs by itself now."""
    return not scheduler.is_on(current())


def is_scheduler_process_running() -> bool:
    """Whether a worker is alive: it keeps the schedule too."""
    return bool(frappe.get_list("RQ Worker", pluck="name"))


def enqueue_events(site: str | None = None) -> list[str]:
    """Line up what is due now; gives the methods."""
    now = current().site.now()
    fields = ["*"]
    rows = frappe.get_all("Scheduled Job Type", filters={"stopped": 0}, fields=fields)
    due = [row for row in rows if scheduler.is_on(current()) and scheduler.next_run(row, now) <= now]
    for row in due:
        scheduler.line_up(row)
    return [row.method for row in due]


def is_scheduler_disabled(verbose: bool = True) -> bool:
    return not cint(frappe.db.get_single_value("System Settings", "enable_scheduler"))


def toggle_scheduler(enable: Any) -> None:
    """Switch the schedule on or off."""
    frappe.db.set_single_value("System Settings", "enable_scheduler", cint(enable))


def enable_scheduler() -> None:
    toggle_scheduler(1)


def disable_scheduler() -> None:
    toggle_scheduler(0)


@frappe.whitelist()
def activate_scheduler() -> None:
    """Switch the schedule on."""
    frappe.only_for("Administrator")
    enable_scheduler()


@frappe.whitelist()
def get_scheduler_status() -> dict[str, str]:
    return {"status": "inactive" if is_scheduler_inactive() else "active"}
