"""What a job is for RQ, so that its own `rq worker` can do it too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchless.jobs.execute import execute
from benchless.site import Site


class JobFailed(Exception):
    """The job's own record and the Error Log tell why."""


def perform(folder: str, job: dict[str, Any]) -> None:
    """Run a job of the site in `folder`. Raises JobFailed, so that RQ counts it as failed."""
    site = Site(Path(folder))
    try:
        if not execute(site, job):
            raise JobFailed(job["method"])
    finally:
        site.close()
