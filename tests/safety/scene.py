"""What a site is made of, for nonsense that comes near to something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import frappe

from tests.safety.nonsense import Field, Scenery

MOST = 12
LAYOUT = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold")


def of_site(
    types: Iterable[str] | None = None,
    words: tuple[str, ...] = (),
    hints: Mapping[str, Sequence[Any]] | None = None,
) -> Scenery:
    """The DocTypes of the open site (or those given), some documents of each, and their fields."""
    wanted = sorted(types or frappe.get_all("DocType", pluck="name"))
    names = {one: documents(one) for one in wanted}
    return Scenery(
        types=tuple(wanted),
        names=names,
        fields={one: fields(one) for one in wanted},
        words=words,
        asked=report_filters(),
        hints={**by_last_word(names), **(hints or {})},
    )


def by_last_word(names: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """A parameter `batch` means a document of one of the DocTypes whose names end with that word."""
    found: dict[str, Sequence[str]] = {}
    for doctype, some in names.items():
        word = doctype.split()[-1].lower()
        if word not in ("name", "type", "field", "doctype"):
            found[word] = (*found.get(word, ()), *some)
    return {word: some for word, some in found.items() if some}


def report_filters() -> tuple[str, ...]:
    """The names of what the reports of the site's apps are asked for, as their scripts read it."""
    found: set[str] = set()
    for app in frappe.get_installed_apps():
        for script in sorted(Path(frappe.get_app_path(app)).glob("*/report/*/*.py")):
            found.update(re.findall(r"filters(?:\.get\(\"|\[\"|\.)(\w+)", script.read_text("utf-8")))
    return tuple(sorted(found - {"get", "items"}))


def documents(doctype: str) -> tuple[str, ...]:
    meta = frappe.get_meta(doctype)
    if meta.issingle:
        return (doctype,)
    if meta.get("is_virtual"):
        return ()
    rows = frappe.get_all(doctype, fields=["name"], order_by="name", limit=MOST)
    return tuple(str(row.name) for row in rows)


def fields(doctype: str) -> tuple[Field, ...]:
    found = frappe.get_meta(doctype).fields
    return tuple(
        Field(one.fieldname, one.fieldtype, str(one.options or ""))
        for one in found
        if one.fieldname and one.fieldtype not in LAYOUT
    )
