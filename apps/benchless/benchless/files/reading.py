"""Handing out the content of files."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchless.context import current
from benchless.errors import PermissionError
from benchless.files import access, store
from benchless.translations import _
from benchless.values import Row

PAGES = ("text/html", "application/xhtml+xml", "text/xml", "application/xml")
ACTIVE = ("image/svg+xml", "text/html", "application/xhtml+xml", "text/xml", "application/xml")


@dataclass(frozen=True)
class Served:
    """A file ready to be sent: where its content is, and how it is to be announced."""

    path: Path
    file_name: str
    content_type: str
    is_private: bool

    @property
    def mimetype(self) -> str:
        """The type to announce: pages that somebody uploaded are shown as text."""
        return "text/plain" if self.content_type in PAGES else self.content_type

    @property
    def headers(self) -> list[tuple[str, str]]:
        """Headers that keep a browser from running what somebody uploaded."""
        out = [("X-Content-Type-Options", "nosniff")]
        if self.content_type in ACTIVE:
            out.append(("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'"))
        if self.is_private:
            out.append(("Cache-Control", "private, no-cache"))
        return out


def find(path: str, row: Any = None) -> Served:
    """What `/files/…` or `/private/files/…` names (a bare name is private), for the current user.

    With the name of a File document it must be that one's address.

    Raises PermissionError alike for a private file that does not exist and one that the user may not see.
    """
    file_url = unquote(path) if "%" in path else path
    file_url = file_url if file_url.startswith("/") else store.PRIVATE + file_url
    if row and not any(one.name == row for one in rows_of(file_url)):
        raise PermissionError(_("You may not see this file, or it does not exist"))
    return find_by_url(file_url)


def find_by_url(file_url: str) -> Served:
    """The same for an address that is not quoted."""
    is_private = file_url.startswith(store.PRIVATE)
    if is_private and not any(access.can_read(row) for row in rows_of(file_url)):
        raise PermissionError(_("You may not see this file, or it does not exist"))
    place = store.locate(file_url)
    if not store.is_there(place):
        raise store.MissingFile(_("File {0} does not exist").format(file_url[:200]))
    kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    return Served(place, place.name, kind, is_private)


def rows_of(file_url: str) -> list[Row]:
    """The File documents with this address."""
    return current().db.dicts(
        "SELECT name, owner, is_private, is_folder, file_url, attached_to_doctype, attached_to_name"
        " FROM `tabFile` WHERE file_url = ?",
        (file_url,),
    )


def read_bytes(file_url: str) -> bytes:
    """The content of a file that the current user may see. Raises PermissionError, MissingFile."""
    return find_by_url(file_url).path.read_bytes()
