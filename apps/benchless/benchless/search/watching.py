"""Keeping the search up to date: every save, deletion and renaming of a document."""

from __future__ import annotations

from typing import Any

from ..documents import events
from . import index


def follow(document: Any, event: str) -> None:
    """What an event of a document's life changes in the search."""
    act = ACTS.get(event)
    if act is not None:
        act(document)


def _forget(document: Any) -> None:
    """Gone, or about to get another name."""
    index.remove(document.doctype, str(document.name))
    if document.doctype == "DocType":
        index.remove_doctype(str(document.name))


def _take_up(document: Any) -> None:
    """Known under another name from now on."""
    index.update(document)
    if document.doctype == "DocType":
        index.rebuild(str(document.name))


ACTS = {
    "on_change": index.update,
    "after_delete": _forget,
    "before_rename": _forget,
    "after_rename": _take_up,
}


def watch() -> None:
    """Keep the search from now on."""
    events.listen(follow)
