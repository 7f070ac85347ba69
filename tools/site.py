"""A site: made when it is missing, migrated when the code changed."""

import secrets
import shutil
from pathlib import Path

from tools import server, stamps
from tools.paths import APP, CACHE, ENGINE, SITES
from tools.talk import step

DEMO_PASSWORD = "admin"


def ensure(name: str, password: str | None, demo: bool) -> str | None:
    """Returns the password of Administrator when the site was made now."""
    unfinished = CACHE / f"making-{name}"
    if unfinished.exists():
        shutil.rmtree(SITES / name, ignore_errors=True)
    if (SITES / name / "site_config.json").exists():
        _migrate(name)
        return None
    password = password or (DEMO_PASSWORD if demo else secrets.token_urlsafe(12))
    unfinished.touch()
    _make(name, password, demo)
    stamps.mark(f"migrated-{name}", _code())
    unfinished.unlink()
    return password


def _make(name: str, password: str, demo: bool) -> None:
    with step("新建站点", f"making site {name}"):
        server.call("new-site", name, "--admin-password", password)
    with step("安装应用", f"installing {server.APP_NAME}"):
        server.call("install-app", server.APP_NAME, "--site", name)
    if demo:
        with step("载入演示县", "loading the demo county"):
            load_demo(name)


def load_demo(name: str, sites: Path = SITES) -> None:
    server.call("execute", f"{server.APP_NAME}.demo.load", "--site", name, sites=sites)


def _migrate(name: str) -> None:
    code = _code()
    if not stamps.fresh(f"migrated-{name}", code):
        with step("更新站点", f"migrating site {name}"):
            server.call("migrate", "--site", name)
        stamps.mark(f"migrated-{name}", code)


def _code() -> str:
    """Everything that `migrate` reads."""
    suffixes = (".json", ".txt", ".csv", ".po", "hooks.py")
    return stamps.digest(
        [
            *stamps.files(ENGINE, suffixes),
            *stamps.files(APP, suffixes, skipped=("frontend", "public", "demo")),
        ]
    )
