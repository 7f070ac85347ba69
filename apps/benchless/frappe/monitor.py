"""Notes about the running request or job, for the log."""

from __future__ import annotations

import logging
from typing import Any

from benchless.context import current


def add_data_to_monitor(**kwargs: Any) -> None:
    """Add to what is noted about this request or job."""
    current().flags.setdefault("monitored", {}).update(kwargs)


def get_trace_id() -> str | None:
    """The id that a proxy gave the request, or the job's own."""
    request = current().request
    given: str | None = request.headers.get("X-Request-Id") if request is not None else None
    job: str | None = current().flags.job_id
    return given or job


def log_monitored() -> None:
    """Write the notes to the server's log."""
    found = current().flags.get("monitored")
    if found:
        logging.getLogger("benchless.monitor").info("%s", found)
