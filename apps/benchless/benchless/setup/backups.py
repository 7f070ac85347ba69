"""Backups: a consistent copy of the database and all files in one archive, and the way back."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

import apsw

from ..site import Site

PARTS = ("public/files", "private/files")


def back_up(site: Site, folder: Path | None = None) -> Path:
    """Write `<site>-<time>.tar.gz` into the site's backups (or `folder`); gives its path."""
    target = folder or site.path("private", "backups")
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"{site.name}-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        copy = Path(scratch) / "site.db"
        _copy_database(site.database_path, copy)
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(copy, "database/site.db")
            tar.add(site.path("site_config.json"), "site_config.json")
            for part in PARTS:
                if site.path(part).exists():
                    tar.add(site.path(part), part)
    os.chmod(archive, 0o600)
    return archive


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own online copy: readers and writers go on meanwhile."""
    reading = apsw.Connection(str(source))
    try:
        reading.execute("VACUUM INTO ?", (str(target),))
    finally:
        reading.close()


def restore(site: Site, archive: Path) -> None:
    """Replace the site's database and files. The old database is kept beside as `site.db.before`."""
    with tempfile.TemporaryDirectory(dir=site.folder) as scratch, tarfile.open(archive) as tar:
        tar.extractall(scratch, filter="data")
        fresh = Path(scratch) / "database" / "site.db"
        if not fresh.exists():
            raise FileNotFoundError(f"{archive} holds no database")
        site.close()
        for suffix in ("-wal", "-shm"):
            site.database_path.with_name("site.db" + suffix).unlink(missing_ok=True)
        if site.database_path.exists():
            os.replace(site.database_path, site.database_path.with_name("site.db.before"))
        os.replace(fresh, site.database_path)
        for part in PARTS:
            _replace_folder(Path(scratch) / part, site.path(part))
        _take_key(site, Path(scratch) / "site_config.json")


def _take_key(site: Site, settings: Path) -> None:
    """The key that the restored Password fields were encrypted with."""
    key = json.loads(settings.read_text("utf-8")).get("encryption_key") if settings.exists() else None
    if key:
        site.save_config(encryption_key=key)


def _replace_folder(fresh: Path, target: Path) -> None:
    if not fresh.exists():
        return
    target.mkdir(parents=True, exist_ok=True)
    for path in fresh.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(fresh)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, place)
