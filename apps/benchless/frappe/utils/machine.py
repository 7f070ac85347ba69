"""The machine under the site: files, programs, sites beside this one."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

from benchless.context import current
from benchless.documents import lookup


def touch_file(path: str) -> str:
    """Make an empty file, or note that a file changed now."""
    with open(path, "a", encoding="utf-8"):
        os.utime(path, None)
    return path


def execute_in_shell(
    cmd: str | list[str], verbose: bool = False, low_priority: bool = False, check_exit_code: bool = False
) -> tuple[int, bytes, bytes]:
    """Run a program without a shell; gives its exit code and what it wrote to its two outputs."""
    words = shlex.split(cmd) if isinstance(cmd, str) else cmd
    done = subprocess.run(["nice", *words] if low_priority else words, capture_output=True)
    if check_exit_code and done.returncode:
        raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
    return done.returncode, done.stdout, done.stderr


def get_sites(sites_path: str | None = None) -> list[str]:
    """Sites of a folder of sites."""
    folder = Path(sites_path or current().site.folder.parent)
    return sorted(path.parent.name for path in folder.glob("*/site_config.json"))


def get_site_info() -> dict[str, Any]:
    """Apps, users and size of the site."""
    site = current().site
    people = {"user_type": "System User", "enabled": 1}
    return {
        "installed_apps": [{"app_name": app} for app in site.apps],
        "users": lookup.get_all("User", filters=people, fields=["name", "full_name", "last_active"]),
        "country": lookup.get_single_value("System Settings", "country"),
        "language": lookup.get_single_value("System Settings", "language"),
        "time_zone": lookup.get_single_value("System Settings", "time_zone"),
        "setup_complete": True,
    }
