"""Which sites are being served from this folder: a locked file each, so a stale one is recognised."""

import fcntl
import json
import os
import signal
import time
from pathlib import Path
from typing import IO, Any

from tools.paths import CACHE
from tools.talk import Stop, say

PLACE = CACHE / "running"


def claim(site: str, address: str) -> IO[str]:
    """Hold the site's file for as long as this process lives."""
    PLACE.mkdir(parents=True, exist_ok=True)
    file = (PLACE / site).open("a+", encoding="utf-8")
    if not _lock(file):
        raise Stop(
            f"站点 {site} 已在运行：{_read(PLACE / site)['address']} （停止：./cso stop）",
            f"Site {site} is already running: {_read(PLACE / site)['address']} (to end it: ./cso stop)",
        )
    file.truncate(0)
    file.write(json.dumps({"pid": os.getpid(), "address": address}))
    file.flush()
    return file


def stop(site: str | None = None) -> int:
    """End the servers of this folder and wait for them."""
    found = [path for path in _running() if site in (None, path.name)]
    for path in found:
        os.kill(_read(path)["pid"], signal.SIGTERM)
    deadline = time.monotonic() + 20
    while any(path in _running() for path in found) and time.monotonic() < deadline:
        time.sleep(0.1)
    for path in found:
        say(f"  已停止 stopped {path.name}")
    if not found:
        say("  没有正在运行的站点。 Nothing is running.")
    return 0


def sites() -> list[str]:
    """The names of the sites that are served now."""
    return [path.name for path in _running()]


def _running() -> list[Path]:
    held = []
    for path in sorted(PLACE.glob("*")):
        with path.open("a+", encoding="utf-8") as file:
            if not _lock(file):
                held.append(path)
    return held


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
