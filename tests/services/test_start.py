"""`./cso start`: the last line, the second time, and nothing left behind."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tools import environment, ports, stamps
from tools.paths import CACHE, ROOT, SITES

SITE = "start-test.localhost"
QUICK = 5.0

pytestmark = pytest.mark.skipif(
    not environment.fresh("test"), reason="the environment of ./cso test is not in place"
)


@pytest.fixture(scope="module", autouse=True)
def no_trace() -> Iterator[None]:
    yield
    shutil.rmtree(SITES / SITE, ignore_errors=True)
    stamps.forget(f"migrated-{SITE}")
    (CACHE / "running" / SITE).unlink(missing_ok=True)


class Started:
    """A running `./cso start` and what it has said so far."""

    def __init__(self, port: int, *flags: str):
        self.begun = time.monotonic()
        command = [ROOT / "cso", "start", "--site", SITE, "--port", str(port), *flags]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/"
        )
        self.lines: list[str] = []

    def wait_ready(self) -> str:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith("ready: "):
                self.seconds = time.monotonic() - self.begun
                return line.removeprefix("ready: ").strip()
        raise AssertionError("\n".join(self.lines))

    def end(self, number: int) -> None:
        self.process.send_signal(number)
        self.process.wait(20)


def served_processes() -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = place.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if SITE in words and "benchless" in words:
            found.append(words)
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_start_serves_and_ends_every_process(number: int) -> None:
    started = Started(ports.free(), "--no-demo", "--admin-password", "secret-4711")
    address = started.wait_ready()
    try:
        answer = httpx.post(
            f"{address}/api/method/login", data={"usr": "Administrator", "pwd": "secret-4711"}
        )
        assert answer.status_code == 200
        assert served_processes()
    finally:
        started.end(number)
    assert served_processes() == []


def test_the_second_time_is_quick() -> None:
    started = Started(ports.free(), "--no-demo")
    started.wait_ready()
    started.end(signal.SIGTERM)
    assert started.seconds < QUICK * (2 if os.environ.get("CI") else 1)


def test_a_site_is_served_once() -> None:
    first = Started(ports.free(), "--no-demo")
    first.wait_ready()
    try:
        second = subprocess.run(
            [ROOT / "cso", "start", "--site", SITE, "--port", str(ports.free())],
            capture_output=True,
            text=True,
        )
        assert second.returncode == 1
        assert "already running" in second.stderr
        subprocess.run([ROOT / "cso", "stop", "--site", SITE], check=True, capture_output=True)
        first.process.wait(20)
    finally:
        first.end(signal.SIGKILL)
    assert served_processes() == []
