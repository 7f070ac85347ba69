"""On which database the tests run: SQLite, or with CSO_DATABASE=mariadb a private MariaDB server."""

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchless.site import Site
from tests.support import mariadb

CHOSEN = os.environ.get("CSO_DATABASE") or "sqlite"
ON_MARIADB = CHOSEN == "mariadb"
ROOT = {"user": "root", "password": ""}
COPY = "template.sql"
ROOT_WORDS = ["--db-root-username", "root"]


def settings(kind: str = CHOSEN) -> dict[str, Any]:
    """Settings of a new site."""
    if kind == "sqlite":
        return {"db_type": "sqlite"}
    name = f"test_{uuid.uuid4().hex[:16]}"
    return {
        "db_type": "mariadb",
        "db_name": name,
        "db_user": name,
        "db_password": uuid.uuid4().hex,
        "db_socket": str(mariadb.server().socket),
    }


def administrator(kind: str = CHOSEN) -> dict[str, str] | None:
    """Who makes databases."""
    return None if kind == "sqlite" else ROOT


def words(kind: str = CHOSEN) -> list[str]:
    """The same for the command line of `new-site`."""
    if kind == "sqlite":
        return []
    given = {key.replace("_", "-"): value for key, value in settings(kind).items()}
    return [word for key, value in given.items() for word in (f"--{key}", value)] + ROOT_WORDS


def keep(folder: Path) -> None:
    """Let copies of a site's folder be made: its MariaDB tables go into the folder as a file."""
    site = Site(folder)
    if site.config.db_type == "mariadb":
        site.store.copy_to(folder / "database").rename(folder / "database" / COPY)


def copy(template: Path, target: Path) -> None:
    """A site of its own from a kept one."""
    shutil.copytree(template, target, dirs_exist_ok=True)
    kept = target / "database" / COPY
    if not kept.exists():
        return
    config = target / "site_config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), **settings("mariadb")}, indent=1))
    store = Site(target).store
    store.create(ROOT)
    store.load(kept)
    kept.unlink()


@contextmanager
def put_back(site: Site) -> Iterator[None]:
    """MariaDB cannot undo a change of tables: after one the site's database is loaded as it was before."""
    before = changes_of(site)
    if ON_MARIADB:
        _remember(site)
    yield
    if changes_of(site) != before:
        site.close()
        site.store.load(site.path("database", COPY))
        for topic in site.cache.stores:
            site.cache.forget(topic)


_remembered: dict[Path, int] = {}


def _remember(site: Site) -> None:
    """Keep a copy, unless nothing was committed since the last one."""
    if _remembered.get(site.folder) != _commits(site):
        kept = site.store.copy_to(site.path("database"))
        kept.replace(site.path("database", COPY))
        _remembered[site.folder] = _commits(site)


def _commits(site: Site) -> int:
    return int(site.database().rows("SHOW GLOBAL STATUS LIKE 'Com_commit'")[0][1])


def changes_of(site: Site) -> int:
    """How often this thread has changed tables for good; always 0 on SQLite."""
    return int(getattr(site.database(), "table_changes", 0))
