"""Locks on documents that long work is busy with: a file in the site's folder, seen by every process."""

from __future__ import annotations

import os
import time
from hashlib import sha224
from pathlib import Path

from ..context import current
from ..errors import DocumentLockedError
from ..messages import throw
from ..translations import _
from .base import BaseDocument

STALE = 3600
PAUSE = 0.1


class LockedDocument(BaseDocument):
    """May be locked against saving until it is unlocked, or for an hour."""

    def _lock_file(self) -> str:
        key = sha224(f"{self.doctype}:{self.name}".encode()).hexdigest()
        return f"{current().site.folder}/locks/{key}.lock"

    @property
    def is_locked(self) -> bool:
        """Whether somebody holds the document."""
        try:
            changed = os.stat(self._lock_file()).st_mtime
        except FileNotFoundError:
            return False
        return time.time() - changed < STALE

    def lock(self, timeout: float | None = None) -> None:
        """Hold the document; waits `timeout` seconds for another holder. Raises DocumentLockedError."""
        until = time.monotonic() + (timeout or 0)
        while self.is_locked:
            if time.monotonic() >= until:
                raise DocumentLockedError(self._busy())
            time.sleep(PAUSE)
        file = Path(self._lock_file())
        file.parent.mkdir(exist_ok=True)
        file.touch()

    def unlock(self) -> None:
        """Let the document go."""
        Path(self._lock_file()).unlink(missing_ok=True)

    def check_if_locked(self) -> None:
        """Raise DocumentLockedError while somebody holds the document."""
        if self.is_locked:
            throw(self._busy(), DocumentLockedError)

    def _busy(self) -> str:
        return _("{0} {1} is being worked on in the background. Please try again later.").format(
            _(self.doctype), self.name
        )
