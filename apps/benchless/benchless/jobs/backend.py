"""What a queue must be able to do, whatever keeps it: Huey's SQLite storage here, Redis elsewhere."""

from __future__ import annotations

from typing import Any, Protocol

QUEUES = ("short", "default", "long")
WAITING, RUNNING, DONE, FAILED, STOPPED = "queued", "started", "finished", "failed", "canceled"
PENDING = (WAITING, RUNNING)
KEPT_SECONDS = 7 * 86_400
ALIVE_SECONDS = 60

Job = dict[str, Any]


class Backend(Protocol):
    """Waiting jobs and the records of all jobs, shared by every process of a site."""

    def add(self, job: Job, *, first: bool = False, once: bool = False) -> bool:
        """Line a job up in one step. With `once` a job whose id waits or runs is not added: False."""

    def take(self, lines: tuple[str, ...] = QUEUES, worker: str = "") -> Job | None:
        """The next job of these lines, short ones first; its record says from then on who runs it."""

    def withdraw(self, job_id: str) -> bool:
        """Take a waiting job out of its line, for good. False when it does not wait."""

    def record(self, job_id: str) -> Job | None:
        """What is known about a job."""

    def change(self, job_id: str, **values: Any) -> None:
        """Add to what is known about a job; an unknown one stays unknown."""

    def forget(self, job_id: str) -> None:
        """Drop what is known about a job."""

    def all_records(self) -> list[Job]:
        """Every job that is still known, newest first."""

    def sweep(self) -> None:
        """Forget jobs that ended long ago."""

    def waiting(self) -> int:
        """How many jobs wait."""

    def beat(self, worker: dict[str, Any]) -> None:
        """A worker (`name`, `seen` and figures) says that it lives."""

    def workers(self) -> list[dict[str, Any]]:
        """Workers that said so lately."""


def line_of(queue: str | None) -> str:
    """Queues that an app invents are served as `default`."""
    return queue if queue in QUEUES else "default"
