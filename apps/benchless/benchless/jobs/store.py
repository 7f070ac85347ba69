"""The queue file of a site, and what is known about each job: Huey's SQLite storage, apart from the data."""

from __future__ import annotations

import os
import pickle
import threading
import time
from pathlib import Path
from typing import Any

from huey.storage import SqliteStorage

from benchless.site import Site

QUEUES = ("short", "default", "long")
WAITING, RUNNING, DONE, FAILED = "queued", "started", "finished", "failed"
KEPT_SECONDS = 7 * 86_400
_guard = threading.Lock()


class Queue:
    """Waiting jobs and the records of all jobs."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # No write-ahead log: several processes open this file with whatever SQLite their Python brings.
        self.lines = {
            name: SqliteStorage(
                name, str(path), cache_mb=1, journal_mode="truncate", timeout=30, strict_fifo=True
            )
            for name in QUEUES
        }
        self.records = self.lines["default"]

    def add(self, job: dict[str, Any], *, first: bool = False) -> None:
        """Line a job up."""
        self.save({**job, "status": WAITING, "enqueued": time.time()})
        self.lines[line_of(job["queue"])].enqueue(pickle.dumps(job), 10 if first else 0)

    def take(self, lines: tuple[str, ...] = QUEUES) -> dict[str, Any] | None:
        """The next job of these lines, short ones first."""
        for name in lines:
            data = self.lines[name].dequeue()
            if data is not None:
                job: dict[str, Any] = pickle.loads(data)  # our own file
                return job
        return None

    def record(self, job_id: str) -> dict[str, Any] | None:
        """What is known about a job."""
        data = self.records.peek_data(_key(job_id))
        return pickle.loads(data) if isinstance(data, bytes | memoryview) and len(data) else None

    def save(self, record: dict[str, Any]) -> None:
        self.records.put_data(_key(record["job_id"]), pickle.dumps(record))

    def change(self, job_id: str, **values: Any) -> None:
        """Add to what is known about a job."""
        known = self.record(job_id)
        if known is not None:
            self.save({**known, **values})

    def all_records(self) -> list[dict[str, Any]]:
        """Every job that is still known, newest first."""
        found = [
            pickle.loads(data)
            for key, data in self.records.result_items().items()
            if str(key).startswith("job:")
        ]
        return sorted(found, key=lambda record: -record.get("enqueued", 0))

    def sweep(self) -> None:
        """Forget jobs that ended long ago."""
        limit = time.time() - KEPT_SECONDS
        for record in self.all_records():
            if record["status"] in (DONE, FAILED) and record.get("ended", 0) < limit:
                self.records.delete_data(_key(record["job_id"]))

    def waiting(self) -> int:
        return sum(line.queue_size() for line in self.lines.values())


def _key(job_id: str) -> str:
    return f"job:{job_id}"


def line_of(queue: str | None) -> str:
    """Queues that an app invents are served as `default`."""
    return queue if queue in QUEUES else "default"


_queues: dict[Path, Queue] = {}
_inherited: list[Queue] = []


def _leave_to_parent() -> None:
    """A connection must not be used, nor closed, on the other side of a fork."""
    _inherited.extend(_queues.values())
    _queues.clear()


os.register_at_fork(after_in_child=_leave_to_parent)


def queue_of(site: Site) -> Queue:
    """The queue of a site, opened once in a process."""
    path = site.path("database", "jobs.db")
    with _guard:
        if path not in _queues:
            _queues[path] = Queue(path)
        return _queues[path]
