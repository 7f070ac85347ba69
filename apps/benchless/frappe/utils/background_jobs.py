"""Work in the background."""

from __future__ import annotations

from typing import Any

import frappe
from benchless import jobs
from benchless.context import current
from benchless.jobs.enqueue import TIMEOUTS, Job, path_of
from benchless.jobs.execute import execute
from frappe.face import later

enqueue = jobs.enqueue
is_job_enqueued = jobs.is_job_enqueued
enqueue_doc = later.enqueue_doc
QUEUES = ("short", "default", "long")


def run_doc_method(doctype: str, name: str | None, doc_method: str, **kwargs: Any) -> Any:
    """What `enqueue_doc` runs."""
    return getattr(frappe.get_doc(doctype, name), doc_method)(**kwargs)


def get_job(job_id: str) -> Job | None:
    """A job that is known, or None."""
    queue = jobs.queue_of(current().site)
    return Job(job_id, queue) if queue.record(job_id) else None


def get_job_status(job_id: str) -> str | None:
    """`queued, started, finished, failed`, or None."""
    job = get_job(job_id)
    return job.get_status() if job else None


def get_jobs(site: str | None = None, queue: str | None = None, key: str = "method") -> dict[str, list[str]]:
    """Site → methods that wait or run."""
    records = jobs.queue_of(current().site).all_records()
    pending = [record for record in records if record["status"] in ("queued", "started")]
    return {current().site.name: [str(r.get(key)) for r in pending if not queue or r["queue"] == queue]}


def create_job_id(job_id: str | None = None) -> str:
    """An id for a job."""
    return job_id or frappe.generate_hash()


def get_queues() -> list[str]:
    return list(QUEUES)


def get_queue(qtype: str, is_async: bool = True) -> Any:
    """The line of jobs behind a name. Raises ValidationError for an unknown one."""
    validate_queue(qtype)
    return jobs.queue_of(current().site)


def validate_queue(queue: str, default_queue_list: list[str] | None = None) -> None:
    """Refuse a name that no queue has."""
    known = default_queue_list or list(QUEUES)
    if queue not in known:
        frappe.throw(frappe._("Queue should be one of {0}").format(", ".join(known)))


def get_queue_list(queue_list: Any = None, build_queue_name: bool = False) -> list[str]:
    """Names of queues: all, one, or the ones that are named."""
    wanted = [queue_list] if isinstance(queue_list, str) else list(queue_list or QUEUES)
    for name in wanted:
        validate_queue(name)
    return wanted


def get_queues_timeout() -> dict[str, int]:
    """Queue → seconds that its jobs may take."""
    return dict(TIMEOUTS)


def get_workers(queue: Any = None) -> list[Any]:
    """Workers that are alive."""
    return list(frappe.get_list("RQ Worker", fields=["*"]))


def execute_job(
    site: str,
    method: Any,
    event: str | None = None,
    job_name: str | None = None,
    kwargs: dict[str, Any] | None = None,
    user: str | None = None,
    is_async: bool = True,
    retry: int = 0,
) -> Any:
    """Run one function here as a job runs: as its user, its failure noted; gives whether it went well."""
    path = method if isinstance(method, str) else path_of(method)
    job = {
        "job_id": create_job_id(),
        "method": path,
        "kwargs": kwargs or {},
        "user": user or frappe.session.user,
        "retry": retry,
        "queue": "default",
    }
    return execute(current().site, job)
