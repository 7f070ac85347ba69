"""The queue on a Redis: RQ's own queues and jobs, so that RQ's tools see them."""

from __future__ import annotations

import hashlib
import pickle
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import redis
import rq
from rq.exceptions import NoSuchJobError
from rq.job import Job as RqJob
from rq.job import JobStatus
from rq.registry import CanceledJobRegistry, FailedJobRegistry, FinishedJobRegistry

from benchless.jobs.backend import (
    ALIVE_SECONDS,
    DONE,
    FAILED,
    KEPT_SECONDS,
    PENDING,
    QUEUES,
    RUNNING,
    STOPPED,
    WAITING,
    Job,
    line_of,
)

TASK = "benchless.jobs.rq_task.perform"
LOCK_SECONDS = 20
REGISTRIES = {DONE: FinishedJobRegistry, FAILED: FailedJobRegistry, STOPPED: CanceledJobRegistry}


class RqBackend:
    """`Backend` over one Redis. What RQ calls its status is ours too: the words are the same."""

    def __init__(self, url: str, folder: Path) -> None:
        self.connection: Any = redis.Redis.from_url(url)
        self.folder = folder
        self.site = folder.name
        self.lines = {name: rq.Queue(f"{self.site}:{name}", connection=self.connection) for name in QUEUES}
        self.known = f"benchless:{self.site}:jobs"
        self.alive = f"benchless:{self.site}:workers"

    # names --------------------------------------------------------------------------------

    def _id(self, job_id: str) -> str:
        """RQ takes letters, digits and dashes only; ids of apps hold anything."""
        return hashlib.blake2s(f"{self.site}|{job_id}".encode()).hexdigest()

    def _turn(self, job_id: str) -> AbstractContextManager[Any]:
        """One process at a time changes a job."""
        lock: AbstractContextManager[Any] = self.connection.lock(
            f"benchless:turn:{self._id(job_id)}", timeout=LOCK_SECONDS, blocking_timeout=LOCK_SECONDS
        )
        return lock

    def _fetch(self, job_id: str) -> RqJob | None:
        try:
            return RqJob.fetch(self._id(job_id), connection=self.connection)
        except NoSuchJobError:
            return None

    # jobs ---------------------------------------------------------------------------------

    def add(self, job: Job, *, first: bool = False, once: bool = False) -> bool:
        with self._turn(job["job_id"]):
            known = self._fetch(job["job_id"]) if once else None
            if known is not None and _status(known) in PENDING:
                return False
            self._line_up(job, first)
        return True

    def _line_up(self, job: Job, first: bool) -> None:
        line = self.lines[line_of(job["queue"])]
        moment = time.time()
        made = RqJob.create(
            TASK, args=(str(self.folder), job), id=self._id(job["job_id"]), origin=line.name,
            timeout=int(job["timeout"]), description=job["method"], meta={"enqueued": moment},
            result_ttl=KEPT_SECONDS, failure_ttl=KEPT_SECONDS, connection=self.connection,
        )  # fmt: skip
        self.connection.zadd(self.known, {job["job_id"]: moment})
        line.enqueue_job(made, at_front=first)

    def take(self, lines: tuple[str, ...] = QUEUES, worker: str = "") -> Job | None:
        keys = [self.lines[name].key for name in lines]
        while (found := rq.Queue.lpop(keys, None, connection=self.connection)) is not None:
            try:
                job = RqJob.fetch(_text(found[1]), connection=self.connection)
            except NoSuchJobError:
                continue
            ours: Job = job.args[1]
            self.change(ours["job_id"], status=RUNNING, started=time.time(), worker=worker)
            return ours
        return None

    def withdraw(self, job_id: str) -> bool:
        with self._turn(job_id):
            job = self._fetch(job_id)
            if job is None or not self.connection.lrem(
                rq.Queue.redis_queue_namespace_prefix + job.origin, 1, job.id
            ):
                return False
            self._note(job, {"status": STOPPED, "ended": time.time()})
        return True

    def record(self, job_id: str) -> Job | None:
        job = self._fetch(job_id)
        return None if job is None else _record(job)

    def change(self, job_id: str, **values: Any) -> None:
        with self._turn(job_id):
            job = self._fetch(job_id)
            if job is not None:
                self._note(job, values)

    def _note(self, job: RqJob, values: dict[str, Any]) -> None:
        status = values.get("status")
        job.meta.update({name: value for name, value in values.items() if name != "status"})
        job.save_meta()  # type: ignore[no-untyped-call]
        if status is None:
            return
        job.set_status(JobStatus(status))
        registry = REGISTRIES.get(status)
        if registry is not None:
            registry(job.origin, connection=self.connection).add(job, KEPT_SECONDS)

    def forget(self, job_id: str) -> None:
        job = self._fetch(job_id)
        if job is not None:
            job.delete()
        self.connection.zrem(self.known, job_id)

    def all_records(self) -> list[Job]:
        ids = [_text(one) for one in self.connection.zrevrange(self.known, 0, -1)]
        found = RqJob.fetch_many([self._id(one) for one in ids], connection=self.connection)
        return [_record(job) for job in found if job is not None]

    def sweep(self) -> None:
        limit = time.time() - KEPT_SECONDS
        for record in self.all_records():
            if record["status"] not in PENDING and record.get("ended", 0) < limit:
                self.forget(record["job_id"])
        self.connection.zremrangebyscore(self.known, "-inf", limit - KEPT_SECONDS)

    def waiting(self) -> int:
        return sum(len(line) for line in self.lines.values())

    # workers ------------------------------------------------------------------------------

    def beat(self, worker: dict[str, Any]) -> None:
        self.connection.hset(self.alive, worker["name"], pickle.dumps(worker))

    def workers(self) -> list[dict[str, Any]]:
        limit = time.time() - ALIVE_SECONDS
        said = map(pickle.loads, self.connection.hvals(self.alive))  # noqa: S301 — our own Redis
        return [worker for worker in said if worker["seen"] > limit]


def _record(job: RqJob) -> Job:
    return {**job.args[1], **job.meta, "status": _status(job)}


def _status(job: RqJob) -> str:
    return str(JobStatus(job.get_status(refresh=False) or WAITING).value)


def _text(data: Any) -> str:
    return data.decode() if isinstance(data, bytes) else str(data)
