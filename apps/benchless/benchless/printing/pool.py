"""The few processes that draw PDFs: started when needed, kept warm, replaced when old, stuck or large."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchless.errors import PrintFormatError
from benchless.printing import child, fonts

Fetch = Callable[[str], tuple[str, bytes] | None]
JOBS_PER_CHILD = 300
TIMEOUT = 60.0
IDLE = 300.0
MAX_CHILDREN = 2
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
MAX_BYTES = 400 << 20


class Child:
    """One drawing process."""

    def __init__(self, font_folders: Iterable[Path] = ()) -> None:
        script = Path(child.__file__).resolve()
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "LANG": "C.UTF-8",
            "FONTCONFIG_FILE": str(fonts.configuration(font_folders)),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-s", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self.jobs = 0
        self.used = time.monotonic()

    def draw(self, job: dict[str, Any], fetch: Fetch, timeout: float) -> bytes:
        """The PDF of a job. Raises PrintFormatError; a child that is late or dies is gone afterwards."""
        watch = threading.Timer(timeout, self.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._talk(job, fetch)
        except (EOFError, OSError, ValueError) as error:  # ValueError: the watch has closed the pipes
            self.kill()
            raise PrintFormatError("The PDF could not be drawn in time") from error
        except BaseException:
            self.kill()
            raise
        finally:
            watch.cancel()
            self.jobs += 1
            self.used = time.monotonic()

    def _talk(self, job: dict[str, Any], fetch: Fetch) -> bytes:
        source, target = self.process.stdout, self.process.stdin
        assert source is not None and target is not None
        child.write_frame(target, b"J", json.dumps(job, ensure_ascii=False).encode("utf-8", "replace"))
        while True:
            kind, content = child.read_frame(source)
            if kind == b"P":
                return content
            if kind == b"E":
                self.jobs = JOBS_PER_CHILD
                raise DrawingError(content.decode("utf-8", "replace"))
            found = fetch(content.decode("utf-8", "replace"))
            if found is None:
                child.write_frame(target, b"N", b"")
            else:
                child.write_frame(target, b"R", found[0].encode() + b"\n" + found[1])

    def is_fresh(self) -> bool:
        """Whether the process may take another job."""
        return self.process.poll() is None and self.jobs < JOBS_PER_CHILD and self._memory() < MAX_BYTES

    def _memory(self) -> int:
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE_BYTES
        except (OSError, ValueError, IndexError):
            return 0

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None and not stream.closed:
                try:
                    stream.close()
                except OSError:
                    continue
        self.process.wait()


class DrawingError(PrintFormatError):
    """What the drawing process said."""


class Pool:
    """At most `MAX_CHILDREN` processes; a caller waits for a free one."""

    def __init__(self, size: int = MAX_CHILDREN) -> None:
        self._free = threading.BoundedSemaphore(size)
        self._guard = threading.Lock()
        self._idle: list[Child] = []
        self._sweeper: threading.Timer | None = None
        self._owner = os.getpid()

    def draw(
        self, job: dict[str, Any], fetch: Fetch, timeout: float = TIMEOUT, font_folders: Iterable[Path] = ()
    ) -> bytes:
        """The PDF of a job; `fetch` answers the addresses that the paper names, None refuses one."""
        with self._free:
            worker = self._take(font_folders)
            try:
                return worker.draw(job, fetch, timeout)
            finally:
                self._give_back(worker)

    def _take(self, font_folders: Iterable[Path]) -> Child:
        with self._guard:
            if self._owner != os.getpid():  # after a fork the parent's children are not ours
                self._idle, self._owner = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return Child(font_folders)

    def _give_back(self, worker: Child) -> None:
        if not worker.is_fresh():
            worker.kill()
            return
        with self._guard:
            self._idle.append(worker)
            if self._sweeper is None:
                self._plan_sweep()

    def _plan_sweep(self) -> None:
        self._sweeper = threading.Timer(IDLE, self._sweep)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        """End processes that nobody has needed for a while."""
        with self._guard:
            late = time.monotonic() - IDLE
            old = [worker for worker in self._idle if worker.used <= late]
            self._idle = [worker for worker in self._idle if worker.used > late]
            self._sweeper = None
            if self._idle:
                self._plan_sweep()
        for worker in old:
            worker.kill()

    def close(self) -> None:
        """End all processes."""
        with self._guard:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()


pool = Pool()
atexit.register(pool.close)
