"""Files by their addresses, names and contents."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

import frappe
from benchless.files import names, store
from benchless.files.documents import attach_values
from benchless.files.embedded import keep_pictures
from frappe.utils import file_manager

__all__ = [
    "attach_files_to_document", "extract_images_from_doc", "extract_images_from_html", "find_file_by_url",
    "generate_file_name", "get_content_hash", "get_extension", "get_file_name", "get_local_image",
    "remove_file_by_url",
]  # fmt: skip
get_content_hash = file_manager.get_content_hash
remove_file_by_url = file_manager.remove_file_by_url


def get_local_image(file_url: str) -> tuple[Image.Image, str, str]:
    """A picture of this site, its address without ending, its ending. Raises DoesNotExistError."""
    try:
        content = store.read(file_url)
    except FileNotFoundError as error:
        raise frappe.DoesNotExistError(file_url) from error
    stem, _dot, ending = file_url.rpartition(".")
    return Image.open(BytesIO(content)), stem or file_url, ending


def get_extension(
    filename: str, extn: str | None = None, content: bytes | None = None, response: Any = None
) -> str:
    """The ending of a file's name."""
    return extn or names.extension(filename)


def find_file_by_url(path: str, name: str | None = None) -> Any:
    """The first File at an address that the user may read, or None."""
    filters = {"file_url": path, **({"name": name} if name else {})}
    for found in frappe.get_all("File", filters, pluck="name"):
        file = frappe.get_doc("File", found)
        if file.has_permission("read"):
            return file
    return None


def get_file_name(fname: str, optional_suffix: str) -> str:
    """`a.txt` → `a<suffix>.txt`."""
    return names.with_mark(fname, optional_suffix)


def generate_file_name(name: str, suffix: str | None = None, is_private: bool = False) -> str:
    """A name that no file of the site's folder has."""
    candidate = names.with_mark(names.safe_name(name), suffix) if suffix else names.safe_name(name)
    root = store.folder(bool(is_private))
    while (root / candidate).exists():
        candidate = names.with_mark(names.safe_name(name), frappe.generate_hash(length=6))
    return candidate


def attach_files_to_document(doc: Any, event: str | None = None) -> None:
    """Files that a document's fields name belong to it from now on."""
    attach_values(doc)


def extract_images_from_html(doc: Any, content: str, is_private: bool = False) -> str:
    """The text with files of the document instead of the pictures inside it."""
    return keep_pictures(doc, content, is_private=bool(is_private))


def extract_images_from_doc(doc: Any, fieldname: str) -> None:
    """The same for a field of a document."""
    if isinstance(doc.get(fieldname), str):
        doc.set(fieldname, keep_pictures(doc, doc.get(fieldname)))
