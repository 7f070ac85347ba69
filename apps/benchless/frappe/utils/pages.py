"""Pages and requests from inside: for tests and scripts."""

from __future__ import annotations

from typing import Any

from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from benchless.context import current
from benchless.http import pages


def set_request(**kwargs: Any) -> None:
    """Make the running session answer a request: `path`, `method`, `headers` … as werkzeug builds them."""
    session = current()
    session.request = Request(EnvironBuilder(**kwargs).get_environ())


def get_html_for_route(route: str) -> str:
    """The page at an address as the session's user gets it."""
    set_request(path=f"/{route.strip('/')}", method="GET")
    return str(pages.page(route).get_data(as_text=True))
