"""Processes are kept alive, given up when they cannot be, and all ended together."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from tools.supervisor import Process, Supervisor
from tools.talk import Stop

SLEEP = "import time; time.sleep(60)"
FAMILY = f"""
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", {SLEEP!r}])
print(child.pid, flush=True)
child.wait()
"""


def process(name: str, code: str, logs: Path) -> Process:
    return Process(name, [sys.executable, "-c", code], dict(os.environ), logs)


def supervised(supervisor: Supervisor) -> None:
    for each in supervisor.processes:
        each.start()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def waited(condition) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(condition())


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_stop_ends_children_of_children(tmp_path: Path) -> None:
    family = process("web", FAMILY, tmp_path)
    supervisor = Supervisor([family, process("worker", SLEEP, tmp_path)])
    supervised(supervisor)
    assert waited(lambda: family.tail().isdigit())
    pids = [int(family.tail()), *(each.child.pid for each in supervisor.processes if each.child)]
    assert all(map(alive, pids))
    supervisor.stop()
    assert waited(lambda: not any(map(alive, pids)))


def test_a_process_that_ends_is_started_again(tmp_path: Path) -> None:
    short = process("web", "pass", tmp_path)
    long = process("worker", SLEEP, tmp_path)
    supervisor = Supervisor([short, long])
    supervised(supervisor)
    with pytest.raises(Stop, match="web does not stay up"):
        supervisor.watch()
    assert len(short.starts) == 5
    assert len(long.starts) == 1
    supervisor.stop()


def test_watching_ends_when_told(tmp_path: Path) -> None:
    supervisor = Supervisor([process("web", SLEEP, tmp_path)])
    supervised(supervisor)
    threading.Timer(0.2, supervisor.told.set).start()
    supervisor.watch()
    supervisor.stop()
    assert supervisor.processes[0].ended()
