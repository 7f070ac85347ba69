"""Documents that are pages: Web Forms, Web Pages and DocTypes with a web view, found by their address."""

from __future__ import annotations

from werkzeug.wrappers import Response

from frappe.website import document_pages, form_page, web_pages


def page(path: str) -> Response | None:
    """The page of a document at an address, or None."""
    html = form_page.html_at(path) or web_pages.html_at(path) or document_pages.html_at(path)
    if html is None:
        return None
    answer = Response(html, mimetype="text/html")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
