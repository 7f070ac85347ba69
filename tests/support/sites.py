"""Sites for tests: one template is made, every test gets its own copy of the folder."""

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import databases
from tools import accounts, server, site, stamps
from tools.paths import APP, CACHE, ENGINE, ROOT

TEMPLATES = CACHE / "test-sites"
PASSWORD = "admin"
SITE = "test.localhost"
# What a test must not be slowed by, and what the conformance recordings were made with.
SETTINGS = {"developer_mode": 0, "throttle_user_limit": 1000000, "mute_emails": 1}


def template(*, app: bool = False, demo: bool = False, database: str = databases.CHOSEN) -> Path:
    """A folder of sites with one site, made once for this state of the code."""
    kind = ("demo" if demo else "app" if app else "bare") + ("" if database == "sqlite" else f"-{database}")
    place = TEMPLATES / kind
    code = stamps.digest([kind, *_code()])
    with _turn():
        if not (stamps.fresh(f"test-site-{kind}", code) and (place / SITE).is_dir()):
            shutil.rmtree(place, ignore_errors=True)
            _make(place, app or demo, demo, database)
            stamps.mark(f"test-site-{kind}", code)
    return place


@contextmanager
def _turn() -> Iterator[None]:
    """Tests run side by side: one makes the template, the others wait for it."""
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "turn").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def copy(kind: Path, target: Path, **settings: object) -> Path:
    """A fresh folder of sites for one test."""
    shutil.copytree(kind, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(SITE))
    databases.copy(kind / SITE, target / SITE)
    config = target / SITE / "site_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), **SETTINGS, **settings}, indent=1))
    return target


def demo_accounts(place: Path) -> list[dict[str, str]]:
    """Who may log in to a copy of the demo."""
    rows: list[dict[str, str]] = json.loads(accounts.file(SITE, place).read_text(encoding="utf-8"))
    return rows


def _make(place: Path, app: bool, demo: bool, database: str) -> None:
    place.mkdir(parents=True)
    for file in (ROOT / "sites").glob("*.*"):
        if file.is_file():
            shutil.copy(file, place)
    server.call("new-site", SITE, "--admin-password", PASSWORD, *databases.words(database), sites=place)
    if app:
        server.call("install-app", server.APP_NAME, "--site", SITE, sites=place)
    if demo:
        site.load_demo(SITE, place)
    databases.keep(place / SITE)


def _code() -> list[Path]:
    wanted = (".py", ".json", ".txt", ".csv", ".po")
    return [*stamps.files(ENGINE, wanted), *stamps.files(APP, wanted, skipped=("frontend", "public"))]
