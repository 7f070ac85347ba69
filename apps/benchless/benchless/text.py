"""Texts: safe HTML, plain text, lists in words, checks of addresses, random codes."""

from __future__ import annotations

import html
import json
import re
import secrets
import string
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

import nh3

from .translations import _
from .values import cstr

TAG = re.compile(r"<(script|style).*?</\1>|<[^>]*>", re.I | re.S)
HTML_HINT = re.compile(r"<[a-zA-Z/!][^>]*>")
EMAIL = re.compile(
    r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+$"
)
NAMED_EMAIL = re.compile(r"^\s*(.*?)\s*<\s*([^<>\s]+)\s*>\s*$")
PHONE = re.compile(r"^\+?[0-9 \-()./,x]{3,25}$")
PERSON = re.compile(r"^[^\d\W](?:[^\W_]|[ .'·,-])*$")
STYLES = {
    "color", "background-color", "text-align", "font-weight", "font-size", "font-family", "text-decoration",
    "width", "height", "margin", "margin-left", "margin-right", "padding", "border", "line-height",
    "vertical-align", "text-indent", "display", "float",
}  # fmt: skip
EXTRA_TAGS = {"input", "button", "section", "main", "font", "label", "svg", "path", "figure", "figcaption"}
EXTRA_ATTRIBUTES = {"class", "id", "style", "title", "align", "width", "height", "data-id", "data-value",
                    "data-denotation-char", "data-list", "data-language", "contenteditable",
                    "role"}  # fmt: skip


# HTML -----------------------------------------------------------------------------------------


def escape_html(text: Any) -> str:
    """`<` and its kin as entities."""
    return html.escape(cstr(text), quote=True)


def unescape_html(text: Any) -> str:
    """Entities as characters."""
    return html.unescape(cstr(text))


def is_html(text: Any) -> bool:
    """Whether a text has tags."""
    return bool(HTML_HINT.search(cstr(text)))


def strip_html(text: Any) -> str:
    """A text without tags, scripts and styles."""
    return TAG.sub("", cstr(text))


strip_html_tags = strip_html


def sanitize_html(text: Any, linkify: bool = False, always_sanitize: bool = False) -> str:
    """HTML without scripts, event handlers and foreign schemes; what only looks like JSON stays as it is."""
    raw = cstr(text)
    if not always_sanitize and (not is_html(raw) or is_json(raw)):
        return raw
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = attributes.get("*", set()) | EXTRA_ATTRIBUTES
    return nh3.clean(
        raw,
        tags=nh3.ALLOWED_TAGS | EXTRA_TAGS,
        attributes=attributes,
        filter_style_properties=STYLES,
        url_schemes={"http", "https", "mailto", "tel", "data"},
        strip_comments=True,
        link_rel=None,
    )


def is_json(text: str) -> bool:
    """Whether a text is a JSON object or list."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def get_abbr(text: str, max_len: int = 2) -> str:
    """Initials of a name."""
    return "".join(word[0] for word in text.split() if word)[:max_len].upper() or "?"


# lists ----------------------------------------------------------------------------------------


def comma_sep(items: Any, pattern: str, add_quotes: bool = True) -> Any:
    """A list as a sentence part; `pattern` joins the last two, as `{0} and {1}`."""
    if not isinstance(items, list | tuple | set):
        return items
    words = [f"'{item}'" if add_quotes else cstr(item) for item in items if item is not None]
    if len(words) < 2:
        return "".join(words)
    return pattern.format(", ".join(words[:-1]), words[-1])


def comma_and(items: Any, add_quotes: bool = True) -> Any:
    """`'a', 'b' and 'c'`."""
    return comma_sep(items, _("{0} and {1}"), add_quotes)


def comma_or(items: Any, add_quotes: bool = True) -> Any:
    """`'a', 'b' or 'c'`."""
    return comma_sep(items, _("{0} or {1}"), add_quotes)


def new_line_sep(items: Any) -> Any:
    """One item a line."""
    return comma_sep(items, "{0}\n {1}", add_quotes=False)


def unique(items: Iterable[Any]) -> list[Any]:
    """Items without repetitions, in their order."""
    return list(dict.fromkeys(items))


# checks ---------------------------------------------------------------------------------------


def parse_email(text: str) -> tuple[str, str]:
    """Name and address of `Name <address>` or of a bare address."""
    match = NAMED_EMAIL.match(cstr(text))
    return (match.group(1).strip("\"'"), match.group(2)) if match else ("", cstr(text).strip())


def valid_email(text: str) -> str:
    """The address when it is one (a name around it is allowed), else an empty text."""
    address = parse_email(text)[1]
    return address if EMAIL.match(address) and ".." not in address else ""


def split_emails(text: Any) -> list[str]:
    """Addresses of a list written with commas, semicolons or lines."""
    return [part.strip() for part in re.split(r"[,;\n]", cstr(text)) if part.strip()]


def valid_phone(text: str) -> bool:
    """Whether a text can be a telephone number."""
    return bool(PHONE.match(cstr(text).strip()))


def valid_name(text: str) -> bool:
    """Whether a text can be a person's name."""
    return bool(PERSON.match(cstr(text).strip()))


def valid_url(text: str, schemes: Any = None) -> bool:
    """Whether a text is a full address on the web."""
    try:
        parts = urlsplit(cstr(text))
    except ValueError:
        return False
    if not parts.scheme or not parts.netloc:
        return False
    allowed = [schemes] if isinstance(schemes, str) else schemes
    return not allowed or parts.scheme in allowed


# codes ----------------------------------------------------------------------------------------


def random_string(length: int) -> str:
    """Letters and digits nobody can guess."""
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _i in range(length))


def quote_urls(path: str) -> str:
    """A path with everything but its slashes made safe for addresses."""
    return quote(path, safe="~@#$&()*!+=:;,.?/'")
