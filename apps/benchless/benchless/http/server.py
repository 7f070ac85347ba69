"""Serving a site with Granian: a few processes with a few threads each."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from .. import machines
from ..site import Site
from .app import create_app

SITE_VARIABLE = "BENCHLESS_SITE"


def site_app() -> Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]:
    """The application of the site that the environment names (one per worker process)."""
    # What was loaded so far stays for good; a request makes thousands of objects that end with it, so
    # looking for lost circles of them can wait.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    return create_app(Site(os.environ[SITE_VARIABLE]))


def serve(site: Site, host: str, port: int, workers: int = 2, threads: int = 2) -> None:
    """Serve until a signal ends it. Raises SharesTooLittle beside another machine that keeps things apart."""
    from granian import Granian
    from granian.constants import Interfaces

    machines.join(site)
    site.close()  # the processes open connections of their own
    os.environ[SITE_VARIABLE] = str(site.folder)
    Granian(
        "benchless.http.server:site_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        factory=True,
        log_access=False,
        websockets=False,
        respawn_failed_workers=True,
        backlog=1024,
    ).serve()
    machines.leave(site)
