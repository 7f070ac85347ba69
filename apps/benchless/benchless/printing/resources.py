"""What a printed paper may show: data in the page, assets of installed apps, files that the user may see."""

from __future__ import annotations

import binascii
import mimetypes
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from benchless import files
from benchless.context import Session
from benchless.errors import FrappeError
from benchless.printing.child import BASE
from benchless.site import app_folder

ASSETS = "/assets/"
MAX_BYTES = 30 << 20


class Resources:
    """Answers the addresses of one paper as the session's user."""

    def __init__(self, session: Session, host: str = "") -> None:
        self.session = session
        self.host = urlsplit(host).netloc if host else ""

    def __call__(self, url: str) -> tuple[str, bytes] | None:
        """Type and content, or None when the address is refused."""
        try:
            found = self._find(url)
        except (OSError, FrappeError, ValueError):
            return None
        return found if found and len(found[1]) <= MAX_BYTES else None

    def _find(self, url: str) -> tuple[str, bytes] | None:
        if url.startswith("data:"):
            return read_data(url)
        path = self._own_path(url)
        if path is None:
            return None
        if path.startswith(ASSETS):
            return _described(asset(path, self.session.site.apps))
        if path.startswith(("/files/", "/private/files/")):
            return _described(files.find_by_url(path).path)
        return None

    def _own_path(self, url: str) -> str | None:
        """The path of an address on this site; None for any other place."""
        parts = urlsplit(url)
        hosts = {urlsplit(BASE).netloc, self.host} - {""}
        if parts.scheme not in ("http", "https") or parts.netloc not in hosts:
            return None
        return unquote(parts.path)


def asset(path: str, apps: list[str]) -> Path:
    """The file behind `/assets/<app>/…`. Raises FileNotFoundError outside the public folder."""
    app, _, rest = path[len(ASSETS) :].partition("/")
    if app not in apps:
        raise FileNotFoundError(path)
    root = (app_folder(app) / "public").resolve()
    place = (root / rest).resolve()
    if not place.is_relative_to(root) or not place.is_file():
        raise FileNotFoundError(path)
    return place


def _described(place: Path) -> tuple[str, bytes]:
    return mimetypes.guess_type(place.name)[0] or "application/octet-stream", place.read_bytes()


def read_data(url: str) -> tuple[str, bytes]:
    """Type and content of a `data:` address. Raises ValueError."""
    head, comma, body = url[5:].partition(",")
    if not comma:
        raise ValueError("not a data address")
    kind, *marks = head.split(";")
    content = unquote_to_bytes(body)
    if "base64" in marks:
        content = _base64(content)
    return kind or "text/plain", content


def _base64(content: bytes) -> bytes:
    return binascii.a2b_base64(content)
