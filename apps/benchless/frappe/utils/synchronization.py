"""`frappe.utils.synchronization`: one at a time, over all processes of a site."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchless.context import current
from benchless.errors import FrappeError


class LockTimeoutError(FrappeError):
    """Somebody else did not finish in time."""


@contextmanager
def filelock(lock_name: str, *, timeout: float = 30, is_global: bool = False) -> Iterator[Path]:
    """Hold a named lock of the site. Raises LockTimeoutError."""
    safe = "".join(letter if letter.isalnum() else "_" for letter in lock_name)
    path = current().site.path("locks", f"{safe}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        _acquire(handle.fileno(), lock_name, time.monotonic() + timeout)
        yield path


def _acquire(handle: int, name: str, until: float) -> None:
    """Try until the end of the time; closing the file gives the lock back."""
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() > until:
                raise LockTimeoutError(f"Failed to acquire lock: {name}") from error
            time.sleep(0.05)
        else:
            return
