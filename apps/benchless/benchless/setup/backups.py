"""Backups: a consistent copy of the database and all files in one archive, and the way back."""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path

from ..site import Site

PARTS = ("public/files", "private/files")


def back_up(site: Site, folder: Path | None = None) -> Path:
    """Write `<site>-<time>.tar.gz` into the site's backups (or `folder`); gives its path."""
    target = folder or site.path("private", "backups")
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"{site.name}-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        copy = site.store.copy_to(Path(scratch))
        with tarfile.open(archive, "w:gz") as tar:
            tar.add(copy, f"database/{copy.name}")
            tar.add(site.path("site_config.json"), "site_config.json")
            for part in PARTS:
                if site.path(part).exists():
                    tar.add(site.path(part), part)
    os.chmod(archive, 0o600)
    return archive


def restore(site: Site, archive: Path) -> None:
    """Replace the site's database and files by those of a backup of the same kind of database.

    An old SQLite file is kept beside as `site.db.before`.
    """
    with tempfile.TemporaryDirectory(dir=site.folder) as scratch, tarfile.open(archive) as tar:
        tar.extractall(scratch, filter="data")
        store = site.store
        fresh = Path(scratch) / "database" / store.copy_name
        if not fresh.exists():
            raise FileNotFoundError(
                f"{archive} holds no {store.copy_name}: it was made on another kind of database. "
                "Make the site with `new-site --db-type …` of that kind first, then restore."
            )
        site.close()
        store.load(fresh)
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
