"""The queue of a site, opened once in a process. Which kind it is, the site's settings say."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

from benchless import dotted
from benchless.jobs.backend import Backend
from benchless.jobs.huey_backend import HueyBackend
from benchless.site import Site

Opener = Callable[[Site], Backend | None]


def _redis(site: Site) -> Backend | None:
    """RQ on the Redis that `redis_queue` of the site's settings names; its packages are loaded only then."""
    url = site.config.get("redis_queue")
    if not url:
        return None
    made: Backend = dotted.load("benchless.jobs.rq_backend.RqBackend")(str(url), site.folder)
    return made


def _file(site: Site) -> Backend:
    return HueyBackend(site.path("database", "jobs.db"))


# Asked in this order; the first that answers keeps the queue. The file comes last: it needs nothing.
OPENERS: list[Opener] = [_redis, _file]
_guard = threading.Lock()
_queues: dict[Path, Backend] = {}
_inherited: list[Backend] = []


def _leave_to_parent() -> None:
    """A connection must not be used, nor closed, on the other side of a fork."""
    _inherited.extend(_queues.values())
    _queues.clear()


os.register_at_fork(after_in_child=_leave_to_parent)


def queue_of(site: Site) -> Backend:
    """The queue of a site."""
    with _guard:
        if site.folder not in _queues:
            _queues[site.folder] = next(found for opener in OPENERS if (found := opener(site)) is not None)
        return _queues[site.folder]
