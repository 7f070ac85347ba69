"""What templates of pages may call."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.text import escape_html
from benchless.values import cstr
from frappe.utils import get_url, jinja

__all__ = [
    "bundled_asset",
    "get_url",
    "include_icons",
    "include_script",
    "include_style",
    "is_rtl",
    "resolve_class",
    "web_block",
]


def bundled_asset(path: str, rtl: Any = None) -> str:
    """The address of an asset: apps here serve their own files as they are."""
    return path if path.startswith(("/", "http://", "https://")) else f"/{path}"


def include_script(path: str, preload: bool = True) -> str:
    """A script of an app."""
    return f'<script type="text/javascript" src="{escape_html(bundled_asset(path))}"></script>'


def include_style(path: str, rtl: Any = None, preload: bool = True) -> str:
    """A style sheet of an app."""
    return f'<link type="text/css" rel="stylesheet" href="{escape_html(bundled_asset(path))}">'


def include_icons(path: str, preload: bool = True) -> str:
    """Where a page finds an app's icons."""
    return f'<link rel="preload" href="{escape_html(bundled_asset(path))}" as="image">'


def resolve_class(*classes: Any) -> str:
    """Names of CSS classes from texts, lists, and dictionaries of what is on."""
    out: list[str] = []
    for one in classes:
        if isinstance(one, dict):
            out += [name for name, wanted in one.items() if wanted]
        elif isinstance(one, list | tuple):
            out.append(resolve_class(*one))
        elif one and one is not True:
            out.append(cstr(one))
    return " ".join(filter(None, out))


def web_block(template: str, values: Any = None, **kwargs: Any) -> str:
    """A Web Template filled with values."""
    return web_blocks([{"template": template, "values": values, **kwargs}])


def web_blocks(blocks: list[dict[str, Any]]) -> str:
    """Several blocks of a page, one after the other: the paths of template files with their values."""
    return "".join(_block(frappe._dict(block)) for block in blocks)


def _block(block: Any) -> str:
    values = {"values": frappe._dict(block.get("values") or {}), **(block.get("values") or {})}
    classes = resolve_class("section", block.css_class, {"section-padding-top": block.add_top_padding})
    inner = frappe.render_template(block.template, values, is_path=cstr(block.template).endswith(".html"))
    return f'<div class="{escape_html(classes)}">{inner}</div>'


def is_rtl(rtl: Any = None) -> bool:
    """Whether the language is written from right to left."""
    return bool(jinja.is_rtl(frappe.local.lang)) if rtl is None else bool(rtl)
