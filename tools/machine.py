"""Programs of the machine that only some tests need."""

import os
import shutil
from pathlib import Path

from tools.commands import environment, run
from tools.talk import step, warn

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DATABASES = ("mariadbd", "mysqld")
PACKAGES = {
    "chromium": BROWSERS,
    "poppler-utils": ("pdftotext",),
    "mariadb-server": DATABASES,
    "redis-server": ("redis-server",),
}
# Servers are not on everybody's PATH.
PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def browser() -> str | None:
    return os.environ.get("CSO_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def database() -> str | None:
    """The program of a MariaDB server."""
    return next(filter(None, map(_found, DATABASES)), None)


def _found(program: str) -> str | None:
    return shutil.which(program, path=PLACES)


def missing() -> list[str]:
    """Debian packages that would bring what is not there."""
    return [package for package, programs in PACKAGES.items() if not any(map(_found, programs))]


def install_missing() -> None:
    """With root on Debian: bring them. Elsewhere: say what is missing."""
    packages = missing()
    if not packages:
        return None
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        names = " ".join(packages)
        return warn(
            f"本机缺少：{names}（只有 Debian 的 root 才能自动安装）",
            f"Missing here: {names} (only root on Debian installs them)",
        )
    with step("安装系统软件包", f"apt-get install {' '.join(packages)}"):
        quiet = environment(DEBIAN_FRONTEND="noninteractive")
        run(["apt-get", "update", "-q"], env=quiet)
        run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], env=quiet)
    return None
