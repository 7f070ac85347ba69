"""Web Pages: text that administrators publish at an address."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import md_to_html

TEMPLATE = "frappe/templates/web_page.html"


def html_at(path: str) -> str | None:
    """The published Web Page at an address, or None."""
    name = frappe.db.get_value("Web Page", {"route": path, "published": 1})
    if not name:
        return None
    document = frappe.get_doc("Web Page", name)
    return str(frappe.render_template(TEMPLATE, {"title": document.title, "content": content_of(document)}))


def content_of(document: Any) -> str:
    """The text of a Web Page as HTML."""
    if document.content_type == "Markdown":
        return md_to_html(document.main_section_md or "")
    if document.content_type == "HTML":
        return str(document.main_section_html or "")
    return str(document.main_section or "")
