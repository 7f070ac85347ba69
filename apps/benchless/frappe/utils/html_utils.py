"""`frappe.utils.html_utils`: safe HTML."""

from __future__ import annotations

from typing import Any

from benchless.text import escape_html, get_abbr, is_json, sanitize_html, strip_html, unescape_html


def clean_html(html: Any) -> Any:
    """HTML with harmless tags only."""
    return sanitize_html(html, always_sanitize=True) if isinstance(html, str) else html


def clean_email_html(html: Any) -> Any:
    """HTML of a mail with harmless tags only."""
    return clean_html(html)


__all__ = ["clean_email_html", "clean_html", "escape_html", "get_abbr", "is_json", "sanitize_html",
           "strip_html",
           "unescape_html"]  # fmt: skip
