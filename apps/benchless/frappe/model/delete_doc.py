"""Deleting documents, and what forbids it."""

from typing import Any

from benchless.documents import delete_doc
from benchless.documents.backlinks import check_no_links, check_no_submitted_links

__all__ = ["delete_doc"]


def check_if_doc_is_linked(doc: Any, method: str = "Delete") -> None:
    """Raise LinkExistsError when something points at a document that is to be deleted or cancelled."""
    (check_no_submitted_links if method == "Cancel" else check_no_links)(doc)


def check_if_doc_is_dynamically_linked(doc: Any, method: str = "Delete") -> None:
    """The same: links of both kinds are looked at together."""
    check_if_doc_is_linked(doc, method)
