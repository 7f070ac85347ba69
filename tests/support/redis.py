"""A private Redis for tests: on a socket of its own, nothing on the disk."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import redis

from tests.support.mariadb import end_with_parent


def program() -> str | None:
    """Where the server is on this machine (Debian package: redis-server)."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


class PrivateRedis:
    """`url` is its address."""

    def __init__(self) -> None:
        found = program()
        assert found, "no redis-server on this machine (Debian package: redis-server)"
        self.folder = Path(tempfile.mkdtemp(prefix="cso-redis-"))
        self.url = f"unix://{self.folder / 's'}"
        words = [found, "--port", "0", "--unixsocket", str(self.folder / "s")]
        words += ["--save", "", "--appendonly", "no"]
        self.child = subprocess.Popen(
            words, cwd=self.folder, stdout=subprocess.DEVNULL, preexec_fn=end_with_parent()
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 30
        while True:
            try:
                redis.Redis.from_url(self.url).ping()
                return
            except redis.ConnectionError:
                assert time.monotonic() < deadline, "Redis did not answer within 30 seconds"
                time.sleep(0.02)

    def stop(self) -> None:
        self.child.kill()
        self.child.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


_running: dict[int, PrivateRedis] = {}


def server() -> PrivateRedis:
    """The Redis of this process, started when first asked for."""
    if os.getpid() not in _running:
        _running[os.getpid()] = started = PrivateRedis()
        atexit.register(started.stop)
    return _running[os.getpid()]


def settings() -> dict[str, str]:
    """Settings of a site that uses it."""
    return {"redis_cache": server().url, "redis_queue": server().url}
