"""Markup in what people type: scripts become visible text, dangerous attributes go."""

from __future__ import annotations

import re
from typing import Any

import nh3

from .. import dotted
from ..schema import Meta
from ..values import cint

TAG = re.compile(r"</?\s*([A-Za-z][\w:-]*)[^<>]*>?")
LOOKS_LIKE_MARKUP = re.compile(r"<\s*[/!?A-Za-z]")
KEEP_PICTURES = "benchless.files.embedded.keep_pictures"
UNTOUCHED = {"Attach", "Attach Image", "Barcode", "Code", "Password", "JSON", "Geolocation"}
MORE_TAGS = {
    "font",
    "section",
    "video",
    "source",
    "audio",
    "svg",
    "path",
    "g",
    "rect",
    "circle",
    "line",
    "text",
    "polyline",
    "polygon",
    "label",
    "button",
    "input",
    "style",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "header",
    "footer",
}
TAGS = (nh3.ALLOWED_TAGS | MORE_TAGS) - {
    "style",
    "html",
    "head",
    "body",
    "meta",
    "link",
    "input",
    "button",
    "title",
}
COMMON = {
    "class",
    "style",
    "id",
    "dir",
    "title",
    "data-id",
    "data-value",
    "data-row",
    "align",
    "width",
    "height",
}
ATTRIBUTES = {**{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}, "*": COMMON}
ATTRIBUTES["a"] = ATTRIBUTES.get("a", set()) | {"href", "target", "name"}
ATTRIBUTES["a"].discard("rel")


def sanitize(text: str) -> str:
    """Text without anything that could run. Tags outside the list are shown as they were typed."""
    if not LOOKS_LIKE_MARKUP.search(text) or _only_compares(text):
        return text
    visible = TAG.sub(_escape_unknown, text)
    if not LOOKS_LIKE_MARKUP.search(visible):
        return visible
    return nh3.clean(
        visible,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_ended_styles,
        link_rel=None,
        strip_comments=True,
    )


def _ended_styles(_tag: str, name: str, value: str) -> str:
    """The last declaration of a style ends like the others."""
    text = value.rstrip()
    return f"{text};" if name == "style" and text and not text.endswith(";") else value


def _only_compares(text: str) -> bool:
    """`a<b` opens no tag: nothing is closed, and no attribute follows."""
    return ">" not in text and "=" not in text.partition("<")[2]


def _escape_unknown(match: re.Match[str]) -> str:
    if match.group(1).lower() in TAGS:
        return match.group(0)
    return match.group(0).replace("<", "&lt;").replace(">", "&gt;")


def sanitize_document(document: Any, meta: Meta) -> None:
    """Make files of pictures inside rich text, and clean every text field that does not opt out."""
    own, fields = document.__dict__, meta.field_map
    for name, kind in meta.types.items():
        value = own.get(name)
        if type(value) is not str or "<" not in value:
            continue
        if kind.name == "Text Editor" and "data:" in value:
            value = own[name] = dotted.call(KEEP_PICTURES, document, value)
        if kind.name not in UNTOUCHED and not _opts_out(fields[name]):
            own[name] = sanitize(value)


def _opts_out(field: Any) -> bool:
    # The check of an address lets no markup in but <a@b.cn>.
    return bool(field.options == "Email" or cint(field.ignore_xss_filter))
