"""Long-lived processes: started together, watched, their output in log files, ended together."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.paths import ROOT
from tools.talk import Stop, warn

PATIENCE = 10.0
BIGGEST_LOG = 20_000_000


class Process:
    """One command that is to keep running."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str], logs: Path):
        self.name, self.command, self.env = name, list(command), dict(env)
        self.log = logs / f"{name}.log"
        self.starts: list[float] = []
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > BIGGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.starts.append(time.monotonic())

    def ended(self) -> bool:
        return self.child is not None and self.child.poll() is not None

    def restarts_too_often(self) -> bool:
        return len([start for start in self.starts if time.monotonic() - start < 60]) >= 5

    def signal(self, number: int) -> None:
        """To the process and everything it started."""
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, number)

    def tail(self) -> str:
        lines = (
            self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        )
        return next((line.strip() for line in reversed(lines) if line.strip()), "")


class Supervisor:
    """Runs processes until it is told to stop, or one of them cannot be kept alive."""

    def __init__(self, processes: Sequence[Process]):
        self.processes = list(processes)
        self.told = threading.Event()

    def start(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.told.set())
        for process in self.processes:
            process.start()

    def watch(self) -> None:
        while not self.told.wait(0.5):
            for process in self.processes:
                if process.ended():
                    self._again(process)

    def _again(self, process: Process) -> None:
        if process.restarts_too_often():
            raise gone(process)
        process.signal(signal.SIGKILL)
        warn(
            f"{process.name} 意外退出，重新启动。", f"{process.name} ended unexpectedly and is started again."
        )
        process.start()

    def stop(self) -> None:
        """Ask every process to end, then insist."""
        for process in self.processes:
            process.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in self.processes:
            try:
                if process.child is not None:
                    process.child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            process.signal(signal.SIGKILL)


def gone(process: Process) -> Stop:
    return Stop(
        f"{process.name} 无法运行：{process.tail()}（日志 {process.log}）",
        f"{process.name} does not stay up: {process.tail()} (log {process.log})",
    )
