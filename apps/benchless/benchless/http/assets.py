"""Static files of apps and public uploads, with caching and compression."""

from __future__ import annotations

import gzip
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from werkzeug.security import safe_join
from werkzeug.wrappers import Request, Response

from ..files.store import is_there
from ..site import Site, app_folder

HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.\w+$")
COMPRESSED = {
    "text/javascript",
    "application/javascript",
    "text/css",
    "text/html",
    "image/svg+xml",
    "application/json",
    "text/plain",
}
SMALL = 1024
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("font/woff2", ".woff2")


def asset(site: Site, request: Request, path: str) -> Response:
    """`/assets/<app>/<path>` from the app's `public` folder."""
    app, _slash, rest = path.partition("/")
    if app not in site.apps or not rest:
        return Response("not found", 404)
    found = safe_join(str(app_folder(app) / "public"), rest)
    return _serve(request, found, HASHED.search(rest) is not None)


def public_file(site: Site, request: Request, path: str) -> Response:
    """`/files/<path>`: uploads that are open to everybody. Markup among them is never shown, only
    downloaded.
    """
    answer = _serve(request, safe_join(str(site.path("public", "files")), path), False)
    if answer.mimetype in (
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/xml",
        "text/javascript",
    ):
        answer.headers["Content-Disposition"] = "attachment"
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
    )
    return answer


def _serve(request: Request, found: str | None, forever: bool) -> Response:
    path = Path(found) if found else None
    if path is None or not is_there(path):
        return Response("not found", 404)
    state = path.stat()
    tag = f"{state.st_mtime_ns:x}-{state.st_size:x}"
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    response = Response(mimetype=kind)
    response.set_etag(tag)
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if forever else "public, max-age=300"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.if_none_match and request.if_none_match.contains_weak(tag):
        response.status_code = 304
        return response
    _fill(request, response, path, state.st_mtime_ns, kind)
    return response


def _fill(request: Request, response: Response, path: Path, changed: int, kind: str) -> None:
    if (
        kind in COMPRESSED
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and path.stat().st_size > SMALL
    ):
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        response.set_data(_compressed(path, changed))
    else:
        response.set_data(path.read_bytes())


@lru_cache(maxsize=200)
def _compressed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
