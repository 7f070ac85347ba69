"""The worker: one quiet process that forks a child for every job, and ends those that take too long."""

from __future__ import annotations

import fcntl
import importlib
import logging
import os
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from benchless import machines
from benchless.jobs import scheduler
from benchless.jobs.backend import FAILED, QUEUES, RUNNING, STOPPED, Backend
from benchless.jobs.execute import execute, mourn
from benchless.jobs.store import queue_of
from benchless.site import Site
from benchless.translate import files

HOST = socket.gethostname()
PAUSE = 0.2
TICK_SECONDS = 30.0
AT_ONCE = 2
GRACE = 30.0
LOOK_SECONDS = 1.0
BEAT_SECONDS = 15.0
logger = logging.getLogger("benchless.jobs")


@dataclass
class Running:
    """A child at work."""

    pid: int
    deadline: float
    job: dict[str, Any] | None
    next_look: float = 0.0
    born: float = field(default_factory=time.monotonic)


class Worker:
    """Takes jobs of one site. It never opens the site's database itself: children do."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.queue: Backend = queue_of(site)
        self.children: list[Running] = []
        self.is_stopping = False
        self.next_tick = 0.0
        self.name = f"worker-{HOST}-{os.getpid()}"
        self.keeps_time = self._lead()
        self.figures = {"born": time.time(), "good": 0, "bad": 0, "worked": 0.0}
        self.next_beat = 0.0

    def _lead(self) -> bool:
        """One worker of a folder keeps the schedule; beside those of other machines, a slot is run once."""
        path = self.site.path("database", "scheduler.lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = path.open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Take no more jobs; those that run may end."""
        self.is_stopping = True

    def run(self) -> None:
        """Serve until told to stop."""
        self._bury(own=True)
        while not self.is_stopping:
            self.reap()
            self._beat()
            if time.monotonic() >= self.next_tick:
                self._tick()
            if not self._start_next():
                time.sleep(PAUSE)
        self._finish()

    def _tick(self) -> None:
        """Where the worker that kept the time is gone, the next one keeps it."""
        self.next_tick = time.monotonic() + TICK_SECONDS
        self.keeps_time = self.keeps_time or self._lead()
        self._spawn(None)
        self._bury()

    def run_all(self) -> int:
        """Serve until nothing waits; gives the number of jobs."""
        count = 0
        while True:
            self.reap()
            started = self._start_next()
            count += started
            if not started and not self.children and not self.queue.waiting():
                return count
            if not started:
                time.sleep(0.02)

    def _beat(self) -> None:
        """Say now and then that this worker lives."""
        if time.monotonic() < self.next_beat:
            return
        self.next_beat = time.monotonic() + BEAT_SECONDS
        names = [child.job["job_id"] for child in self.children if child.job]
        pid = os.getpid()
        said = {"name": self.name, "pid": pid, "seen": time.time(), "jobs": names, **self.figures}
        self.queue.beat(said)

    def _start_next(self) -> bool:
        """One place stays free of long jobs."""
        jobs = [child.job for child in self.children if child.job]
        if len(jobs) >= AT_ONCE:
            return False
        has_long = any(job["queue"] == "long" for job in jobs)
        job = self.queue.take(QUEUES[:2] if has_long else QUEUES, self.name)
        if job is None:
            return False
        self._spawn(job)
        return True

    def _spawn(self, job: dict[str, Any] | None) -> None:
        pid = os.fork()
        if pid == 0:
            self._child(job)
        timeout = float(job["timeout"]) if job else 60.0
        self.children.append(Running(pid, time.monotonic() + timeout, job))

    def _child(self, job: dict[str, Any] | None) -> None:
        """What a child does; it never comes back."""
        code = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            self._lock.close()  # a job that outlives its worker does not keep the next one from the time
            if job is None:
                self._keep_time()
                code = 0
            else:
                code = 0 if execute(self.site, job) else 1
        except BaseException:
            logger.exception("a job ended badly")
        finally:
            logging.shutdown()
            os._exit(code)

    def _keep_time(self) -> None:
        machines.beat(self.site)
        if self.keeps_time:
            scheduler.tick(self.site)

    def reap(self) -> None:
        """Clear away children that ended, and end those that are late."""
        for child in list(self.children):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                self.children.remove(child)
                self._count(child, good=status == 0)
                if child.job and os.WIFSIGNALED(status):
                    self._lost(child.job, f"ended by signal {os.WTERMSIG(status)}")
            elif time.monotonic() > child.deadline:
                self._end(child)
                if child.job:
                    self._lost(child.job, f"took longer than {child.job['timeout']} seconds")
            elif self._is_unwanted(child):
                self._end(child)
                self._lost(child.job, "stopped by a person", STOPPED)

    def _end(self, child: Running) -> None:
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
        self.children.remove(child)
        self._count(child, good=False)

    def _count(self, child: Running, *, good: bool) -> None:
        if child.job:
            self.figures["good" if good else "bad"] += 1
            self.figures["worked"] += time.monotonic() - child.born

    def _is_unwanted(self, child: Running) -> bool:
        """Whether somebody asked for an end of this job; looked up once a second."""
        if child.job is None or time.monotonic() < child.next_look:
            return False
        child.next_look = time.monotonic() + LOOK_SECONDS
        return bool((self.queue.record(child.job["job_id"]) or {}).get("stop"))

    def _lost(self, job: dict[str, Any] | None, why: str, status: str = FAILED) -> None:
        if job is None:
            return
        logger.error("job %s %s", job["method"], why)
        self.queue.change(job["job_id"], status=status, ended=time.time(), error=why)
        pid = os.fork()  # a child writes the log: this process keeps its hands off the database
        if pid == 0:
            try:
                mourn(self.site, job, why, f"{job['method']}: {why}")
            finally:
                os._exit(0)
        self.children.append(Running(pid, time.monotonic() + 60, None))

    def _bury(self, *, own: bool = False) -> None:
        """Jobs of a worker that is no more will not come back; with `own` also those of this name."""
        if not self.keeps_time:
            return
        alive = {worker["name"] for worker in self.queue.workers() if _lives(worker["name"])}
        alive = alive - {self.name} if own else alive | {self.name}
        for record in self.queue.all_records():
            # What RQ's own worker runs has no `started` of ours: RQ looks after it.
            if record["status"] == RUNNING and "started" in record and record.get("worker") not in alive:
                self.queue.change(
                    record["job_id"], status=FAILED, ended=time.time(), error="the worker was stopped"
                )

    def _finish(self) -> None:
        deadline = time.monotonic() + GRACE
        while self.children and time.monotonic() < deadline:
            self.reap()
            time.sleep(0.05)
        for child in self.children:
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def _lives(name: str) -> bool:
    """Whether a worker of this machine is still there; of others only their own word tells."""
    head, _dash, pid = name.rpartition("-")
    if head != f"worker-{HOST}":
        return True
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def warm_up(site: Site) -> None:
    """Load code and texts that jobs need, so that children start at once. No database is opened."""
    apps = _apps(site)
    for name in ("frappe", "frappe.model.document", "pypdf", *apps):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            logger.warning("%s is not installed", name)
    for app in filter(sys.modules.get, apps):
        for language in files.languages_of(app):
            files.texts_of(app, language)


def _apps(site: Site) -> list[str]:
    """Installed apps, asked in a child that ends at once."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with site.session("Administrator"):
                os.write(writing, "\n".join(site.apps).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        apps = answer.read().split("\n")
    os.waitpid(pid, 0)
    return [app for app in apps if app]


def _join(site: Site) -> None:
    try:
        machines.join(site)
    finally:
        site.close()  # this process keeps its hands off the database: children open their own


def main(site_path: str | Path) -> None:
    """Serve the jobs of a site until SIGTERM or Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)
    site = Site(site_path)
    _join(site)
    warm_up(site)
    worker = Worker(site)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run()
    machines.leave(site)


if __name__ == "__main__":
    main(sys.argv[1])
