"""Work in the background."""

from typing import Any

import frappe
from benchless import jobs
from benchless.context import current
from benchless.jobs.enqueue import Job

enqueue = jobs.enqueue
is_job_enqueued = jobs.is_job_enqueued


def enqueue_doc(
    doctype: str,
    name: str | None = None,
    method: str | None = None,
    queue: str = "default",
    timeout: int = 300,
    now: bool = False,
    **kwargs: Any,
) -> Any:
    """Run a method of a document in the worker."""
    return enqueue(
        run_doc_method,
        queue=queue,
        timeout=timeout,
        now=now,
        doctype=doctype,
        name=name,
        doc_method=method,
        **kwargs,
    )


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
    return ["short", "default", "long"]
