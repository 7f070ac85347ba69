"""Documents that are pages: Web Forms, Web Pages and DocTypes with a web view, found by their address."""

from __future__ import annotations

from werkzeug.wrappers import Response

from benchless import dotted
from benchless.context import current
from frappe.website import document_pages, form_page, web_pages


def page(path: str) -> Response | None:
    """The page of a document at an address, or None."""
    rendered = by_renderer(path)
    if rendered is not None:
        return rendered
    html = form_page.html_at(path) or web_pages.html_at(path) or document_pages.html_at(path)
    if html is None:
        return None
    answer = Response(html, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def by_renderer(path: str) -> Response | None:
    """The page of the first of the apps' own renderers (`page_renderer`) that takes an address."""
    for place in current().site.hook_list("page_renderer"):
        renderer = dotted.load(place)(path, 200)
        if renderer.can_render():
            answer = renderer.render()
            return answer if isinstance(answer, Response) else Response(answer, mimetype="text/html")
    return None


POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
