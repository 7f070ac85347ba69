"""The jobs of the site's queue as documents; nothing of them is in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import frappe
from benchless import jobs
from benchless.access import virtual
from benchless.context import current
from benchless.jobs.backend import FAILED, RUNNING, WAITING
from benchless.values import Row, cstr
from frappe import _
from frappe.model.document import Document

MOMENT = "%Y-%m-%d %H:%M:%S.%f"


class RQJob(Document):
    """One job: waiting, running or done."""

    def load_from_db(self) -> RQJob:  # type: ignore[override]  # the documented form of virtual DocTypes
        """What the queue knows about a job. Raises DoesNotExistError."""
        record = queue().record(cstr(self.name))
        if record is None:
            raise frappe.DoesNotExistError(_("{0} {1} not found").format(_("RQ Job"), self.name))
        self.__dict__.update(row_of(record))
        return self

    def db_insert(self, *_args: Any, **_kwargs: Any) -> None:
        frappe.throw(_("Jobs are made by the queue only."))

    def db_update(self) -> None:
        frappe.throw(_("Jobs cannot be changed."))

    def delete(self, *_args: Any, **_kwargs: Any) -> None:
        """Take a job out of the queue and forget it; a running one has to be stopped first."""
        record = queue().record(cstr(self.name)) or {}
        if record.get("status") == RUNNING:
            frappe.throw(_("Job is running: stop it first"))
        queue().withdraw(cstr(self.name))
        queue().forget(cstr(self.name))

    @frappe.whitelist(methods=["POST", "PUT"])
    def stop_job(self) -> None:
        """End a running job; a waiting one is withdrawn."""
        self.check_permission("delete")
        if not queue().withdraw(cstr(self.name)):
            if self.status != RUNNING:
                frappe.msgprint(_("Job is not running."), title=_("Invalid Operation"))
            else:
                queue().change(cstr(self.name), stop=1)

    @staticmethod
    def get_list(args: Any) -> list[Row]:
        return virtual.chosen([row_of(record) for record in queue().all_records()], args)

    @staticmethod
    def get_count(args: Any) -> int:
        rows = [row_of(record) for record in queue().all_records()]
        return len(virtual.filtered(rows, args.get("filters")))

    @staticmethod
    def get_stats(args: Any) -> dict[str, Any]:
        return {}


def queue() -> Any:
    return jobs.queue_of(current().site)


def row_of(record: dict[str, Any]) -> Row:
    """A record of the queue in the fields of the DocType."""
    started, ended = record.get("started"), record.get("ended")
    added = moment(record.get("enqueued"))
    return Row(
        doctype="RQ Job", name=record["job_id"], job_id=record["job_id"], queue=record.get("queue"),
        job_name=record.get("job_name") or record.get("method"), status=record.get("status"),
        timeout=record.get("timeout"), started_at=moment(started), ended_at=moment(ended),
        time_taken=round(ended - started, 3) if started and ended else None,
        arguments=frappe.as_json(shown(record)), exc_info=record.get("error"),
        progress=record.get("progress") or 0, progress_message=record.get("progress_message"),
        creation=added, modified=moment(ended or started) or added, owner=record.get("user"),
        modified_by=record.get("user"), docstatus=0, idx=0, _comment_count=0,
    )  # fmt: skip


def shown(record: dict[str, Any]) -> dict[str, Any]:
    """How the job is called."""
    return {"method": record.get("method"), "user": record.get("user"), "kwargs": record.get("kwargs")}


def moment(seconds: Any) -> str | None:
    """Seconds of the queue as a date and time of the site."""
    if not seconds:
        return None
    return datetime.fromtimestamp(seconds, current().site.zone).replace(tzinfo=None).strftime(MOMENT)


@frappe.whitelist(methods=["POST", "DELETE"])
def remove_failed_jobs() -> None:
    """Forget the jobs that failed."""
    frappe.only_for("System Manager")
    for record in queue().all_records():
        if record["status"] == FAILED:
            queue().forget(record["job_id"])


def get_all_queued_jobs() -> list[dict[str, Any]]:
    """Jobs that wait."""
    return [record for record in queue().all_records() if record["status"] == WAITING]


@frappe.whitelist(methods=["POST"])
def stop_job(job_id: str) -> None:
    """End a job by its id."""
    frappe.only_for("System Manager")
    frappe.get_doc("RQ Job", job_id).stop_job()
