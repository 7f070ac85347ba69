"""Counters: `ABC-.YYYY.-.####` and its relatives."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .. import dotted
from ..context import current
from ..values import cint, cstr

BRACES = re.compile(r"\{([^{}]+)\}")
HASHES = re.compile(r"^#+$")
DEFAULT_HASHES = "#####"


def next_number(key: str) -> int:
    """The next number of a counter, inside the running transaction (a roll-back gives it back)."""
    return current().db.count_up("tabSeries", {"name": key}, "current")


def getseries(key: str, digits: int) -> str:
    """The same, filled with zeros."""
    return f"{next_number(key):0{digits}d}"


def give_back(key: str, number: int) -> None:
    """The last number of a counter becomes free again when its document is deleted."""
    current().db.execute(
        "UPDATE `tabSeries` SET current = current - 1 WHERE name=? AND current=?", (key, number)
    )


def make_autoname(key: str = "", doctype: str = "", document: Any = None) -> str:
    """A name by an old-style series: parts between dots are dates, fields, counters or plain text."""
    if key == "hash":
        raise ValueError("hash names are made by naming.random_name")
    if "#" not in key:
        key += f".{DEFAULT_HASHES}"
    elif "." not in key:
        key = key.replace("#", ".#", 1)
    return parse_parts(key.split("."), document)


def parse_parts(
    parts: list[str], document: Any = None, counter: Callable[[str, int], str] | None = None
) -> str:
    """Join the parts of a series; the counter's key is the text before it."""
    out = ""
    numbered = False
    for part in parts:
        if HASHES.match(part):
            if not numbered:
                out += (counter or getseries)(out, len(part))
                numbered = True
            continue
        out += _part(part, document)
    return out


def _part(part: str, document: Any) -> str:
    now = current().site.now()
    dates = {
        "YY": f"{now:%y}",
        "YYYY": f"{now:%Y}",
        "MM": f"{now:%m}",
        "DD": f"{now:%d}",
        "WW": f"{now.isocalendar()[1]:02d}",
        "timestamp": str(now),
        "JJJ": f"{now:%j}",
    }
    if part in dates:
        return dates[part]
    variables = current().site.hook_dict("naming_series_variables")
    if part in variables:
        return cstr(dotted.call(variables[part][-1], document, part))
    fieldname = part[1:-1] if part.startswith("{") and part.endswith("}") else part
    if document is not None and fieldname and (part != fieldname or _is_field(document, fieldname)):
        return cstr(document.get(fieldname)).strip()
    return part


def _is_field(document: Any, fieldname: str) -> bool:
    meta = getattr(document, "meta", None)
    return meta is not None and meta.has_field(fieldname)


def format_name(pattern: str, document: Any) -> str:
    """`format:` names: braces hold fields, dates and counters. All counters share one key across the site."""

    def fill(match: re.Match[str]) -> str:
        inner = match.group(1)
        if HASHES.match(inner):
            return getseries("", len(inner))
        return _part("{" + inner + "}" if _is_field(document, inner) else inner, document)

    return BRACES.sub(fill, pattern)


def revert(pattern: str, name: str, document: Any = None) -> None:
    """Give back the number that ends `name`, when it is the last one of its counter."""
    if ".#" not in pattern:
        return
    prefix, hashes = pattern.rsplit(".", 1)
    if not HASHES.match(hashes):
        return
    prefix_text = "".join(_part(part, document) for part in prefix.split("."))
    number = cint(name[len(prefix_text) :], -1) if name.startswith(prefix_text) else -1
    if number > 0:
        give_back(prefix_text, number)
