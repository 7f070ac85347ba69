"""The file of a site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

from ..store import Now, Store
from .database import SqliteDatabase


class SqliteStore(Store):
    """`database/site.db` in the site's folder."""

    copy_name = "site.db"

    def __init__(self, path: Path, config: Mapping[str, Any]) -> None:
        self.path = path
        self.config = config

    def connect(self, now: Now) -> SqliteDatabase:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteDatabase(self.path, now, str(self.config.get("sqlite_synchronous") or "NORMAL"))

    def connect_alone(self, now: Now) -> SqliteDatabase:
        return SqliteDatabase(self.path, now, alone=True)

    def exists(self) -> bool:
        return self.path.exists()

    def create(self, administrator: Mapping[str, Any] | None = None) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def drop(self) -> None:
        self._forget_log()
        self.path.unlink(missing_ok=True)

    def _take_in_log(self) -> None:
        """What a killed process left in the log belongs to the file."""
        with contextlib.suppress(apsw.Error):
            connection = apsw.Connection(str(self.path))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()

    def _forget_log(self) -> None:
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def copy_to(self, folder: Path) -> Path:
        """SQLite's own online copy: readers and writers go on meanwhile."""
        copy = folder / self.copy_name
        reading = apsw.Connection(str(self.path))
        try:
            reading.execute("VACUUM INTO ?", (str(copy),))
        finally:
            reading.close()
        return copy

    def load(self, copy: Path) -> None:
        """The old file is kept beside as `site.db.before`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists():
            self._take_in_log()
            self._forget_log()
            os.replace(self.path, self.path.with_name("site.db.before"))
        os.replace(copy, self.path)
