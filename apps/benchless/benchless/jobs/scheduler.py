"""Work that comes with time: hooks `scheduler_events` as Scheduled Job Types, lined up when they are due."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from croniter import CroniterError, croniter

from benchless import dotted
from benchless.context import Session, current
from benchless.dates import get_datetime
from benchless.documents import delete_doc, get_doc, lookup, new_doc
from benchless.jobs.enqueue import enqueue
from benchless.jobs.store import queue_of
from benchless.settings import system_setting
from benchless.site import Site
from benchless.values import cint

FREQUENCIES = {
    "all": "All",
    "hourly": "Hourly",
    "hourly_long": "Hourly Long",
    "hourly_maintenance": "Hourly Maintenance",
    "daily": "Daily",
    "daily_long": "Daily Long",
    "daily_maintenance": "Daily Maintenance",
    "weekly": "Weekly",
    "weekly_long": "Weekly Long",
    "monthly": "Monthly",
    "monthly_long": "Monthly Long",
    "yearly": "Yearly",
    "annual": "Annual",
}
CRON = {
    "All": "*/4 * * * *",
    "Hourly": "0 * * * *",
    "Hourly Long": "0 * * * *",
    "Hourly Maintenance": "15 * * * *",
    "Daily": "0 0 * * *",
    "Daily Long": "0 0 * * *",
    "Daily Maintenance": "30 2 * * *",
    "Weekly": "0 0 * * 0",
    "Weekly Long": "0 0 * * 0",
    "Monthly": "0 0 1 * *",
    "Monthly Long": "0 0 1 * *",
    "Yearly": "0 0 1 1 *",
    "Annual": "0 0 1 1 *",
}
TYPES = "`tabScheduled Job Type`"
logger = logging.getLogger("benchless.jobs")


def declared(site: Site) -> Iterator[tuple[str, str, str | None]]:
    """(method, frequency, cron) of every app's hooks."""
    for events in site.hooks("scheduler_events"):
        for key, value in events.items():
            if key == "cron":
                for cron, methods in value.items():
                    yield from ((method, "Cron", cron) for method in methods)
            elif key in FREQUENCIES:
                yield from ((method, FREQUENCIES[key], None) for method in value)


def sync_jobs() -> None:
    """Make the Scheduled Job Types of the current site equal to the hooks; the switch `stopped` stays."""
    session = current()
    wanted = {method: (frequency, cron) for method, frequency, cron in declared(session.site)}
    known = {row.method: row for row in session.db.dicts("SELECT * FROM `tabScheduled Job Type`")}
    for method, (frequency, cron) in wanted.items():
        row = known.get(method)
        if row is None:
            job = new_doc("Scheduled Job Type")
            job.update({"method": method, "frequency": frequency, "cron_format": cron})
            job.insert(ignore_permissions=True)
        elif (row.frequency, row.cron_format or None) != (frequency, cron):
            job = get_doc("Scheduled Job Type", row.name)
            job.update({"frequency": frequency, "cron_format": cron})
            job.save(ignore_permissions=True)
    for method, row in known.items():
        if method not in wanted and not row.server_script:
            delete_doc("Scheduled Job Type", row.name, ignore_permissions=True, force=True)


def cron_of(row: Any) -> str | None:
    if row.get("cron_format"):
        return str(row["cron_format"])
    return CRON.get(str(row.get("frequency")))


def next_run(row: Any, default: datetime) -> datetime:
    """When a job is due next: after its last run, or after it was made."""
    cron = cron_of(row)
    if not cron:
        return default + timedelta(days=3650)
    last = get_datetime(row.get("last_execution") or row.get("creation")) or default
    try:
        moment: datetime = croniter(cron, last).get_next(datetime)
    except CroniterError:  # a plan that is not yet checked, or names no day at all
        return default + timedelta(days=3650)
    return moment


def is_on(session: Session) -> bool:
    """Whether the site wants its schedule kept."""
    paused = session.conf.get("pause_scheduler") or session.conf.get("maintenance_mode")
    return not paused and bool(cint(system_setting("enable_scheduler", 1)))


def tick(site: Site) -> int:
    """Line up what is due; gives how many."""
    with site.session("Administrator") as session:
        if not is_on(session):
            return 0
        now = site.now()
        rows = session.db.dicts("SELECT * FROM `tabScheduled Job Type` WHERE IFNULL(stopped, 0) = 0")
        due = [(row, slot) for row in rows if (slot := next_run(row, now)) <= now]
        for row, slot in due:
            line_up(row, slot)
    queue_of(site).sweep()
    return len(due)


def line_up(row: Any, slot: datetime | None = None) -> Any:
    """Put a Scheduled Job Type into the queue; gives the Job, or None while it waits already.

    `slot` is the time that it was due: of several machines that see it, one runs it.
    """
    frequency = str(row.frequency or "")
    return enqueue(
        "benchless.jobs.scheduler.run_scheduled",
        queue="long" if frequency.endswith(("Long", "Maintenance")) else "default",
        job_id=f"scheduled_job::{row.method}",
        deduplicate=True,
        job_type=row.name,
        slot=str(slot) if slot else None,
    )


def run_scheduled(job_type: str, slot: str | None = None) -> None:
    """Run one Scheduled Job Type and note when; a failure is kept and does not stop the next time.

    With a `slot` nothing happens when the job has run since then.
    """
    session = current()
    row = get_doc("Scheduled Job Type", job_type)
    if not _claim(job_type, slot if cint(session.flags.job_attempt) <= 1 else None):
        return
    log = _open_log(job_type) if cint(row.create_log) else None
    session.db.commit()
    try:
        dotted.call(row.method)
    except Exception:
        session.db.rollback()
        _close_log(log, "Failed", traceback.format_exc())
        raise
    _close_log(log, "Complete")


def _open_log(job_type: str) -> str:
    log = new_doc("Scheduled Job Log")
    log.update({"scheduled_job_type": job_type, "status": "Start"})
    return str(log.insert(ignore_permissions=True).name)


def _close_log(log: str | None, status: str, details: str | None = None) -> None:
    if log:
        lookup.set_value("Scheduled Job Log", log, {"status": status, "details": details})
        current().db.commit()


def _claim(job_type: str, slot: str | None) -> bool:
    """Note that the job begins now; False when somebody did since `slot`. The lock of the row decides."""
    db = current().db
    db.begin()
    rows = db.rows(f"SELECT last_execution FROM {TYPES} WHERE name = ?{db.locking}", (job_type,))
    last = get_datetime(rows[0][0]) if rows and rows[0][0] else None
    due = get_datetime(slot) if slot else None
    if last and due and last >= due:
        db.rollback()
        return False
    moment = current().site.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    db.execute(f"UPDATE {TYPES} SET last_execution = ? WHERE name = ?", (moment, job_type))
    return True
