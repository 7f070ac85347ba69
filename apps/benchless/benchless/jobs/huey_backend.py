"""The queue as a file: Huey's SQLite storage, apart from the site's data. Every change is one commit."""

from __future__ import annotations

import pickle
import time
from pathlib import Path
from sqlite3 import Cursor
from typing import Any

from huey.storage import SqliteStorage

from benchless.jobs.backend import (
    ALIVE_SECONDS,
    DONE,
    FAILED,
    KEPT_SECONDS,
    PENDING,
    QUEUES,
    RUNNING,
    STOPPED,
    WAITING,
    Job,
    line_of,
)

RECORDS = "default"  # the name under which records are kept, as in older files
INSERT = "INSERT INTO task (queue, data, priority) VALUES (?, ?, ?)"
KEEP = "INSERT OR REPLACE INTO kv (queue, key, value) VALUES (?, ?, ?)"
READ = "SELECT value FROM kv WHERE queue = ? AND key = ?"
DROP = "DELETE FROM kv WHERE queue = ? AND key = ?"
NEXT = "SELECT id, data FROM task WHERE queue = ? ORDER BY priority DESC, id LIMIT 1"


class HueyBackend:
    """`Backend` over one file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # No write-ahead log: several processes open this file with whatever SQLite their Python brings.
        self.storage = SqliteStorage(
            RECORDS, str(path), cache_mb=1, journal_mode="truncate", timeout=30, strict_fifo=True
        )

    def add(self, job: Job, *, first: bool = False, once: bool = False) -> bool:
        record = {**job, "status": WAITING, "enqueued": time.time()}
        with self.storage.db(commit=True) as cursor:
            known = _read(cursor, job["job_id"]) if once else None
            if known is not None and known["status"] in PENDING:
                return False
            _keep(cursor, record)
            cursor.execute(INSERT, (line_of(job["queue"]), pickle.dumps(job), 10 if first else 0))
        return True

    def take(self, lines: tuple[str, ...] = QUEUES, worker: str = "") -> Job | None:
        marks = ", ".join("?" * len(lines))
        if not self.storage.sql(f"SELECT 1 FROM task WHERE queue IN ({marks}) LIMIT 1", lines, results=True):
            return None  # most questions end here, without a lock
        with self.storage.db(commit=True) as cursor:
            for name in lines:
                found = cursor.execute(NEXT, (name,)).fetchone()
                if found is not None:
                    cursor.execute("DELETE FROM task WHERE id = ?", (found[0],))
                    return _started(cursor, pickle.loads(found[1]), worker)  # our own file
        return None

    def withdraw(self, job_id: str) -> bool:
        with self.storage.db(commit=True) as cursor:
            known = _read(cursor, job_id)
            if known is None or known["status"] != WAITING:
                return False
            rows = cursor.execute("SELECT id, data FROM task").fetchall()
            ids = [number for number, data in rows if pickle.loads(data)["job_id"] == job_id]
            cursor.executemany("DELETE FROM task WHERE id = ?", [(number,) for number in ids])
            _keep(cursor, {**known, "status": STOPPED, "ended": time.time()})
        return True

    def record(self, job_id: str) -> Job | None:
        rows = self.storage.sql(READ, (RECORDS, _key(job_id)), results=True)
        return pickle.loads(rows[0][0]) if rows else None

    def change(self, job_id: str, **values: Any) -> None:
        with self.storage.db(commit=True) as cursor:
            known = _read(cursor, job_id)
            if known is not None:
                _keep(cursor, {**known, **values})

    def forget(self, job_id: str) -> None:
        self.storage.sql(DROP, (RECORDS, _key(job_id)), commit=True)

    def all_records(self) -> list[Job]:
        rows = self.storage.sql(
            "SELECT value FROM kv WHERE queue = ? AND key LIKE 'job:%'", (RECORDS,), results=True
        )
        return sorted((pickle.loads(row[0]) for row in rows), key=lambda record: -record.get("enqueued", 0))

    def sweep(self) -> None:
        limit = time.time() - KEPT_SECONDS
        for record in self.all_records():
            if record["status"] in (DONE, FAILED, STOPPED) and record.get("ended", 0) < limit:
                self.forget(record["job_id"])

    def waiting(self) -> int:
        return int(self.storage.sql("SELECT COUNT(*) FROM task", results=True)[0][0])

    def beat(self, worker: dict[str, Any]) -> None:
        self.storage.sql(KEEP, (RECORDS, f"worker:{worker['name']}", pickle.dumps(worker)), commit=True)

    def workers(self) -> list[dict[str, Any]]:
        limit = time.time() - ALIVE_SECONDS
        rows = self.storage.sql(
            "SELECT value FROM kv WHERE queue = ? AND key LIKE 'worker:%'", (RECORDS,), results=True
        )
        return [worker for row in rows if (worker := pickle.loads(row[0]))["seen"] > limit]


def _started(cursor: Cursor, job: Job, worker: str) -> Job:
    known = _read(cursor, job["job_id"]) or {**job, "enqueued": time.time()}
    _keep(cursor, {**known, "status": RUNNING, "started": time.time(), "worker": worker})
    return job


def _read(cursor: Cursor, job_id: str) -> Job | None:
    row = cursor.execute(READ, (RECORDS, _key(job_id))).fetchone()
    return pickle.loads(row[0]) if row else None


def _keep(cursor: Cursor, record: Job) -> None:
    cursor.execute(KEEP, (RECORDS, _key(record["job_id"]), pickle.dumps(record)))


def _key(job_id: str) -> str:
    return f"job:{job_id}"
