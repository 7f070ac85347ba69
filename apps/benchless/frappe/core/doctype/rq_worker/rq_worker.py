"""The worker processes of the site, as they last said of themselves."""

from __future__ import annotations

import time
from typing import Any

import frappe
from benchless import jobs
from benchless.access import virtual
from benchless.context import current
from benchless.values import Row, cstr
from frappe import _
from frappe.core.doctype.rq_job.rq_job import moment
from frappe.model.document import Document


class RQWorker(Document):
    """One worker process."""

    def load_from_db(self) -> RQWorker:  # type: ignore[override]  # the documented form of virtual DocTypes
        """Raises DoesNotExistError for a worker that has ended."""
        found = next((row for row in workers() if row.name == cstr(self.name)), None)
        if found is None:
            raise frappe.DoesNotExistError(_("{0} {1} not found").format(_("RQ Worker"), self.name))
        self.__dict__.update(found)
        return self

    def db_insert(self, *_args: Any, **_kwargs: Any) -> None:
        frappe.throw(_("Workers appear by themselves."))

    db_update = delete = db_insert

    @staticmethod
    def get_list(args: Any) -> list[Row]:
        return virtual.chosen(workers(), args)

    @staticmethod
    def get_count(args: Any) -> int:
        return len(virtual.filtered(workers(), args.get("filters")))

    @staticmethod
    def get_stats(args: Any) -> dict[str, Any]:
        return {}


def workers() -> list[Row]:
    """Workers whose last word is fresh."""
    return [row_of(beat) for beat in jobs.queue_of(current().site).workers()]


def row_of(beat: dict[str, Any]) -> Row:
    life = max(time.time() - beat["born"], 1)
    return Row(
        doctype="RQ Worker", name=beat["name"], worker_name=beat["name"], pid=cstr(beat["pid"]),
        status="busy" if beat["jobs"] else "idle", queue="short, default, long", queue_type="default",
        current_job_id=next(iter(beat["jobs"]), None), successful_job_count=beat["good"],
        failed_job_count=beat["bad"], birth_date=moment(beat["born"]), last_heartbeat=moment(beat["seen"]),
        total_working_time=round(beat["worked"], 1),
        utilization_percent=round(min(100, 100 * beat["worked"] / life), 1), owner="Administrator",
        modified_by="Administrator", creation=moment(beat["born"]), modified=moment(beat["seen"]),
        docstatus=0, idx=0, _comment_count=0,
    )  # fmt: skip
