"""Stamps: a hash of what a piece of work was made from, so that it is done again only when that changed."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from tools.paths import CACHE


def digest(parts: Iterable[str | Path]) -> str:
    """One hash over texts and the contents of files."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            total.update(part.encode() + b"\0")
        else:
            total.update(str(part).encode() + b"\0" + part.read_bytes() + b"\0")
    return total.hexdigest()


def files(folder: Path, suffixes: tuple[str, ...] = (), skipped: Iterable[str] = ()) -> list[Path]:
    """The files below a folder, without walking into the skipped folders."""
    leave, found = {"__pycache__", "node_modules", *skipped}, []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - leave)
        found += [Path(place, name) for name in sorted(names) if not suffixes or name.endswith(suffixes)]
    return found


def fresh(name: str, value: str) -> bool:
    """Was `name` last made from exactly this?"""
    stamp = CACHE / f"{name}.stamp"
    return stamp.is_file() and stamp.read_text() == value


def mark(name: str, value: str) -> None:
    CACHE.mkdir(exist_ok=True)
    (CACHE / f"{name}.stamp").write_text(value)


def forget(name: str) -> None:
    (CACHE / f"{name}.stamp").unlink(missing_ok=True)
