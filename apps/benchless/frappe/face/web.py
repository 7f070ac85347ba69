"""The request, and answers that are pages."""

from __future__ import annotations

from typing import Any

from benchless.context import current
from benchless.registry import whitelist


def get_request_header(key: str, default: Any = None) -> Any:
    return current().request.headers.get(key, default) if current().request is not None else default


def respond_as_web_page(title: str, html: str, *args: Any, **kwargs: Any) -> None:
    current().response.update(
        type="page", route="message", title=title, html=html, http_status_code=kwargs.get("http_status_code")
    )


def redirect(url: str) -> None:
    """Send the browser to another address."""
    current().response.update(type="redirect", location=url)


def redirect_to_message(title: str, html: str, http_status_code: int | None = None, **_context: Any) -> None:
    """Answer with a page that shows a message."""
    respond_as_web_page(title, html, http_status_code=http_status_code)


@whitelist(allow_guest=True)
def ping() -> str:
    """Whether the server answers."""
    return "pong"
