"""Catalogue files of an app: `locale/<language>.po` and `translations/<language>.csv`."""

from __future__ import annotations

import csv
from pathlib import Path

import polib

from ..site import app_folder

Texts = dict[str, str]
_read: dict[Path, tuple[float, Texts]] = {}


def texts_of(app: str, language: str) -> Texts:
    """Source text (with `:context` when there is one) → translation. The .po file wins."""
    name = language.replace("-", "_")
    folder = app_folder(app)
    out: Texts = {}
    for path in (folder / "translations" / f"{language}.csv", folder / "locale" / f"{name}.po"):
        out.update(_texts(path))
    return out


def stamp(app: str, language: str) -> tuple[float, ...]:
    """When the files of an app last changed."""
    folder, name = app_folder(app), language.replace("-", "_")
    paths = (folder / "translations" / f"{language}.csv", folder / "locale" / f"{name}.po")
    return tuple(path.stat().st_mtime if path.exists() else 0.0 for path in paths)


def _texts(path: Path) -> Texts:
    if not path.exists():
        return {}
    changed = path.stat().st_mtime
    known = _read.get(path)
    if known is None or known[0] != changed:
        known = _read[path] = (changed, _from_po(path) if path.suffix == ".po" else _from_csv(path))
    return known[1]


def _from_po(path: Path) -> Texts:
    out: Texts = {}
    for entry in polib.pofile(str(path)):
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            out[with_context(entry.msgid, entry.msgctxt)] = entry.msgstr
    return out


def _from_csv(path: Path) -> Texts:
    """Rows of source, translation and, if there is one, context."""
    out: Texts = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.reader(lines):
            if len(row) > 1 and row[1]:
                context = row[2].strip() if len(row) > 2 else None
                out[with_context(row[0].strip(), context)] = row[1].strip()
    return out


def with_context(text: str, context: str | None) -> str:
    """The key of a text that means something else in a context."""
    return f"{text}:{context}" if context else text


def languages_of(app: str) -> set[str]:
    """Languages that an app has a catalogue for."""
    folder = app_folder(app)
    found = {path.stem for path in (folder / "translations").glob("*.csv")}
    return found | {path.stem.replace("_", "-") for path in (folder / "locale").glob("*.po")}
