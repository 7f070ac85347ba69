"""Handing work to the worker."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from benchless.context import current
from benchless.jobs.backend import PENDING, Backend
from benchless.jobs.execute import call, load
from benchless.jobs.store import queue_of

TIMEOUTS = {"short": 300, "default": 300, "long": 1500}
PAUSE = 0.5


@dataclass(frozen=True)
class Job:
    """A job as its sender sees it."""

    id: str
    queue: Backend

    def get_status(self) -> str:
        record = self.queue.record(self.id)
        return str(record["status"]) if record else "unknown"

    @property
    def meta(self) -> dict[str, Any]:
        return self.queue.record(self.id) or {}

    @property
    def is_finished(self) -> bool:
        return self.get_status() == "finished"

    @property
    def is_failed(self) -> bool:
        return self.get_status() == "failed"


def enqueue(
    method: str | Callable[..., Any],
    queue: str = "default",
    timeout: int | None = None,
    event: str | None = None,
    is_async: bool = True,
    job_name: str | None = None,
    now: bool = False,
    enqueue_after_commit: bool = False,
    *,
    on_success: Any = None,
    on_failure: Any = None,
    at_front: bool = False,
    job_id: str | None = None,
    deduplicate: bool = False,
    retry: int = 0,
    **kwargs: Any,
) -> Any:
    """Run a function (or its dotted path) with these arguments in the worker, as the current user.

    `now` (or `is_async=False`) runs it here and gives its answer. `deduplicate` with a `job_id` lines it up
    only once. `enqueue_after_commit` waits for the transaction. `retry` is how often a failed job is tried
    again. Gives the Job, or None when it waits already.
    """
    session = current()
    if now or not is_async or session.flags.in_install:
        return call(load(method), kwargs)
    if deduplicate and not job_id:
        raise ValueError("deduplicate needs a job_id")
    job: dict[str, Any] = {
        "job_id": job_id or secrets.token_hex(10),
        "method": method if isinstance(method, str) else path_of(method),
        "kwargs": kwargs,
        "user": session.user,
        "lang": session.lang,
        "queue": queue,
        "timeout": timeout or TIMEOUTS.get(queue, 300),
        "retry": retry,
        "on_success": path_of(on_success) if on_success else None,
        "on_failure": path_of(on_failure) if on_failure else None,
        "job_name": job_name,
    }
    lined = queue_of(session.site)
    if enqueue_after_commit and session.db.in_transaction:
        if deduplicate and is_pending(lined, job["job_id"]):
            return None
        session.db.after_commit.add(lambda: lined.add(job, first=at_front, once=deduplicate))
    elif not lined.add(job, first=at_front, once=deduplicate):
        return None
    return Job(job["job_id"], lined)


def is_pending(queue: Backend, job_id: str) -> bool:
    """Whether a job of this id is waiting or running."""
    record = queue.record(job_id)
    return record is not None and record["status"] in PENDING


def is_job_enqueued(job_id: str) -> bool:
    """Whether a job of this id is waiting or running on the current site."""
    return is_pending(queue_of(current().site), job_id)


def path_of(function: str | Callable[..., Any]) -> str:
    """The dotted path of a function. Raises ValueError for one that has none."""
    if isinstance(function, str):
        return function
    owner = getattr(function, "__self__", None)
    if owner is not None or "<" in function.__qualname__:
        raise ValueError(f"only functions of a module can run in the worker: {function!r}")
    return f"{function.__module__}.{function.__qualname__}"


def set_progress(percent: float, message: str | None = None, **about: Any) -> None:
    """How far the running job is, kept in its record; noted twice a second at most."""
    session = current()
    now = time.monotonic()
    if not session.flags.job_id or (percent < 100 and now - (session.flags.progress_noted or 0) < PAUSE):
        return
    session.flags.progress_noted = now
    known = {"progress": percent, "progress_message": message, **about}
    queue_of(session.site).change(str(session.flags.job_id), **known)
