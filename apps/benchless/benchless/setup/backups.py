"""Backups: a consistent copy of the database and all files in one archive, and the way back."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import secrets
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ..errors import QueryTimeoutError
from ..files.held import held
from ..machines import TABLE as MACHINES
from ..pairs import pairs_of
from ..passwords import set_password
from ..site import Site
from ..sql.problems import BrokenFile

PARTS = ("public/files", "private/files")
CONFIG = "site_config.json"
NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP)  # another disk, or one without links


class RestoreError(Exception):
    """Nothing was restored; the message says why."""


# away -----------------------------------------------------------------------------------------


def back_up(site: Site, folder: Path | None = None, *, with_files: bool = True) -> Path:
    """Write `<site>-<time>.tar.gz` into the site's backups (or `folder`); gives its path.

    People go on working. The archive appears under its name when it is whole.
    """
    target = folder or site.path("private", "backups")
    target.mkdir(parents=True, exist_ok=True)
    with _room(site, target) as room:
        content = room / "content"
        (content / "database").mkdir(parents=True)
        with held(site):
            site.store.copy_to(content / "database")
            if with_files:
                _take_files(site, content)
        shutil.copy(site.path(CONFIG), content / CONFIG)
        whole = room / "whole.tar.gz"
        _pack(content, whole)
        return _named(whole, target, site.name)


@contextlib.contextmanager
def _room(site: Site, target: Path) -> Iterator[Path]:
    """A folder to work in, locked by this process; what killed backups left is cleared away."""
    prefix = f".backup-{site.name}-"
    with contextlib.ExitStack() as stack:
        with held(site):  # nobody else makes or clears one
            for left in target.glob(f"{prefix}*"):
                _clear(left)
            room = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=target, prefix=prefix)))
            stack.enter_context(_locked(room))
        yield room


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises BlockingIOError while another process has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _clear(left: Path) -> None:
    """Its backup was killed, unless somebody has it locked or removes it just now."""
    with contextlib.suppress(BlockingIOError, FileNotFoundError), _locked(left):
        shutil.rmtree(left)


def _take_files(site: Site, content: Path) -> None:
    """Another name for every file, so that none goes while the archive is written."""
    for part in PARTS:
        (content / part).mkdir(parents=True, exist_ok=True)
        for path in _kept_files(site.path(part)):
            place = content / part / path.relative_to(site.path(part))
            place.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # an upload that was taken back
                _take(path, place)


def _take(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        shutil.copy2(path, place)


def _kept_files(folder: Path) -> Iterator[Path]:
    """Files of a folder, without those that are being written and the marks of machines."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(name.startswith(".") for name in path.relative_to(folder).parts):
            yield path


def _pack(content: Path, archive: Path) -> None:
    with tarfile.open(archive, "w:gz", compresslevel=6) as tar:
        for path in sorted(content.iterdir()):
            tar.add(path, path.name)
    os.chmod(archive, 0o600)


def _named(archive: Path, target: Path, site: str) -> Path:
    """The archive under the first free name of this second."""
    stem = f"{site}-{datetime.now():%Y%m%d-%H%M%S}"
    for name in (stem, f"{stem}-{secrets.token_hex(3)}"):
        place = target / f"{name}.tar.gz"
        with contextlib.suppress(FileExistsError):
            os.link(archive, place)
            return place
    raise FileExistsError(target)


# and back -------------------------------------------------------------------------------------


def restore(site: Site, archive: Path, *, admin_password: str | None = None, force: bool = False) -> None:
    """Replace the site's database and files by those of a backup of the same kind of database.

    An old SQLite file is kept beside as `site.db.before`, files that the backup does not have in
    `private/backups/before`. Raises RestoreError while others have the site open (`force` goes on all the
    same), and for archives that are not whole.
    """
    with tempfile.TemporaryDirectory(dir=site.folder, prefix=".restore-") as scratch:
        content = Path(scratch)
        _unpack(archive, content)
        fresh = content / "database" / site.store.copy_name
        if not fresh.exists():
            raise RestoreError(
                f"{archive} holds no {site.store.copy_name}: it was made on another kind of database. "
                "Make the site with `new-site --db-type …` of that kind first, then restore."
            )
        site.close()
        if not force:
            _refuse_company(site)
        site.store.load(fresh)
        for part in PARTS:
            if (content / part).exists():
                aside = site.path("private", "backups", "before", part)
                _replace_folder(content / part, site.path(part), aside)
        _take_key(site, content / CONFIG)
    _forget_the_rest(site, admin_password)


def _unpack(archive: Path, content: Path) -> None:
    """Nothing of the site is touched before the whole archive has been read."""
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(content, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise RestoreError(f"{archive} cannot be read: {error}") from error


def _refuse_company(site: Site) -> None:
    try:
        site.store.connect_alone(site.now).close()
    except QueryTimeoutError as error:
        raise RestoreError(f"site {site.name} is in use: stop its server and worker first") from error
    except BrokenFile:
        return  # nobody can use it either: that is what the backup is for


def _take_key(site: Site, settings: Path) -> None:
    """The key that the restored Password fields were encrypted with."""
    key = json.loads(settings.read_text("utf-8")).get("encryption_key") if settings.exists() else None
    if key:
        site.save_config(encryption_key=key)


def _replace_folder(fresh: Path, target: Path, before: Path) -> None:
    """Files of the backup take their places; others are set aside."""
    target.mkdir(parents=True, exist_ok=True)
    kept = {path.relative_to(fresh) for path in _kept_files(fresh)}
    for path in list(_kept_files(target)):
        if path.relative_to(target) not in kept:
            _move(path, before / path.relative_to(target))
    for name in kept:
        _move(fresh / name, target / name)


def _move(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(path, place)


def _forget_the_rest(site: Site, admin_password: str | None) -> None:
    """What was kept about the former content: values of `frappe.cache`, machines that served it."""
    pairs = pairs_of(site)
    for name in pairs.names(""):
        pairs.remove(name)
    with site.session() as session:
        if session.db.has_table(MACHINES):
            session.db.execute(f"DELETE FROM `{MACHINES}`")
        if admin_password:
            set_password("User", "Administrator", "password", admin_password, hashed=True)
