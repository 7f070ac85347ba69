"""`frappe.utils.html_utils`: safe HTML."""

from __future__ import annotations

import re
from typing import Any

from benchless.text import escape_html, get_abbr, is_json, sanitize_html, strip_html, unescape_html


def clean_html(html: Any) -> Any:
    """HTML with harmless tags only."""
    return sanitize_html(html, always_sanitize=True) if isinstance(html, str) else html


def clean_email_html(html: Any) -> Any:
    """HTML of a mail with harmless tags only."""
    return clean_html(html)


SCRIPTS = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|</?(script|style)\b[^>]*>", re.I | re.S)


def clean_script_and_style(html: str) -> str:
    """HTML without scripts and style sheets."""
    return SCRIPTS.sub("", html)


def get_icon_html(icon: str, small: bool = False) -> str:
    """An icon: a sign as it is, a picture by its address, anything else by its class."""
    if icon and ord(icon[0]) > 0x2000:
        return f'<span class="text-muted">{escape_html(icon)}</span>'
    if icon.startswith(("http://", "https://", "/")):
        size = "16px" if small else "50px"
        return f'<img style="width: {size}; height: {size};" src="{escape_html(icon)}">'
    return f"<i class='{escape_html(icon)}'></i>"


__all__ = [
    "clean_email_html",
    "clean_html",
    "clean_script_and_style",
    "escape_html",
    "get_abbr",
    "get_icon_html",
    "is_json",
    "sanitize_html",
    "strip_html",
    "unescape_html",
]
