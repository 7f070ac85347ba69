"""The server as a WSGI application, for test clients and other servers of Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchless.context import current
from benchless.http.app import create_app

_applications: dict[str, Any] = {}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request to the open site."""
    site = current().site
    key = str(site.folder)
    if key not in _applications:
        _applications[key] = create_app(site)
    answer: Iterable[bytes] = _applications[key](environ, start_response)
    return answer
