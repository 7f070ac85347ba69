"""A real server process on a free port, for the length of a test."""

import os
import signal
import time
from pathlib import Path

from tests.support import sites
from tools import ports, server
from tools.start import answers
from tools.supervisor import Process


class Served:
    """`with Served(sites_folder) as it:` gives `it.address`; `kill()` is SIGKILL to every process of it."""

    def __init__(self, place: Path, *, workers: int = 2, threads: int = 2, worker: bool = False):
        self.place, self.port = place, ports.free()
        self.address = f"http://127.0.0.1:{self.port}"
        words = ["serve", "--site", sites.SITE, "--host", "127.0.0.1", "--port", str(self.port)]
        words += ["--workers", str(workers), "--threads", str(threads)]
        commands = {"web": words, **({"worker": ["worker", "--site", sites.SITE]} if worker else {})}
        self.processes = [
            Process(name, server.command(*words, sites=place), server.variables(), place / "logs")
            for name, words in commands.items()
        ]

    def start(self) -> "Served":
        for process in self.processes:
            process.start()
        try:
            self._wait()
        except BaseException:
            self.stop()  # nobody else would: `with` ends only what has begun
            raise
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while not answers(self.address):
            web = self.processes[0]
            assert not web.ended(), web.log.read_text()[-4000:]
            assert time.monotonic() < deadline, "the server did not answer within 60 seconds"
            time.sleep(0.05)

    def alive(self) -> bool:
        """Is any process left of those that were started, or of theirs?"""
        return any(_group_lives(pid) for pid in self.pids())

    def pids(self) -> list[int]:
        return [process.child.pid for process in self.processes if process.child]

    def kill(self) -> None:
        """SIGKILL to every process, and nothing is left when it returns."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)
        self._end(signal.SIGKILL)

    def _end(self, number: int) -> None:
        for process in self.processes:
            process.signal(number)
        for process in self.processes:
            if process.child:
                process.child.wait(20)

    def __enter__(self) -> "Served":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def _group_lives(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    return True
