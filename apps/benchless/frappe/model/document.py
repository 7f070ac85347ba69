"""What controllers inherit from, and ways to get documents."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from benchless.documents import BaseDocument, Document, copy_doc, get_controller, get_doc, new_doc
from benchless.documents.queued import execute_action

__all__ = [
    "BaseDocument", "Document", "copy_doc", "execute_action", "get_controller", "get_doc", "new_doc",
]  # fmt: skip


def bulk_insert(
    doctype: str,
    documents: Iterable[Any],
    ignore_duplicates: bool = False,
    chunk_size: int = 10_000,
    commit_chunks: bool = False,
) -> None:
    """Write many new documents and their rows as they are: no checks, no hooks."""
    left = iter(documents)
    while chunk := list(islice(left, chunk_size)):
        for document in chunk:
            document.db_insert()
            for row in document.get_all_children():
                row.parent = document.name
                row.db_insert()
