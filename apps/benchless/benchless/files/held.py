"""Contents that a running backup still needs: they are deleted when it has finished.

A backup copies the database first and the files afterwards. Between the two nothing may go that the copy
names, and no name may be given to another content. Both sides hold a lock of the kernel, which dies with its
process: the backup alone, people who delete all together.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..site import Site

LOCK, NOTES = "contents.lock", "contents"
FOLDERS = {"/files/": ("public", "files"), "/private/files/": ("private", "files")}


@contextmanager
def held(site: Site) -> Iterator[None]:
    """No content of the site is deleted meanwhile, but at the end. A second backup waits."""
    with _locked(site, fcntl.LOCK_EX):
        yield
    _sweep(site)


def let_go(site: Site, file_url: str) -> None:
    """Delete a content of the site that no File names any more; while a backup runs, note that it is to go.

    The note is written first: whoever gets the lock next does what it says.
    """
    notes = _notes(site)
    notes.mkdir(parents=True, exist_ok=True)
    os.symlink(file_url, notes / secrets.token_hex(8))
    _sweep(site)


def _notes(site: Site) -> Path:
    return site.path("locks", NOTES)


@contextmanager
def _locked(site: Site, kind: int) -> Iterator[None]:
    """Raises BlockingIOError when `kind` says not to wait."""
    path = site.path("locks", LOCK)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:  # closing it gives the lock back
        fcntl.flock(file, kind)
        yield


def _sweep(site: Site) -> None:
    """Do what the notes say, those of killed processes as well, unless a backup runs."""
    try:
        with _locked(site, fcntl.LOCK_SH | fcntl.LOCK_NB):
            for note in _notes(site).glob("*"):
                _delete(site, note)
    except BlockingIOError:
        return  # the backup sweeps when it has finished


def _delete(site: Site, note: Path) -> None:
    """Who takes the note away does what it says: afterwards the name may hold another content."""
    try:
        file_url = os.readlink(note)
        note.unlink()
    except FileNotFoundError:
        return
    if not site.database().rows("SELECT 1 FROM `tabFile` WHERE file_url=? LIMIT 1", (file_url,)):
        _place(site, file_url).unlink(missing_ok=True)


def _place(site: Site, file_url: str) -> Path:
    prefix = next(one for one in FOLDERS if file_url.startswith(one))
    return site.path(*FOLDERS[prefix]) / file_url.removeprefix(prefix)
