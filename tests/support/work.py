"""The worker of a site, inside the test's own process."""

from collections.abc import Iterator
from contextlib import contextmanager

from benchless.jobs.worker import Worker
from benchless.site import Site


@contextmanager
def worker_of(site: Site) -> Iterator[Worker]:
    """A worker that keeps no time by itself; its lock is given back."""
    worker = Worker(site)
    worker.next_tick = float("inf")
    try:
        yield worker
    finally:
        worker._lock.close()


def work(site: Site) -> int:
    """Let the worker do what waits; gives the number of jobs. Its children open connections of their own."""
    site.close()
    with worker_of(site) as worker:
        return worker.run_all()
