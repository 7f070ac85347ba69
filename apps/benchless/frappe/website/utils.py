"""Small helpers of pages."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.wrappers import Response

import frappe
from benchless.context import current
from benchless.http import answers
from benchless.values import cint, cstr


def cleanup_page_name(title: str) -> str:
    """A title as part of an address: `A New Form!` → `a-new-form`."""
    words = re.sub(r"[^\w\s./-]", "", cstr(title).lower().strip())
    return re.sub(r"[\s./_-]+", "-", words).strip("-")[:140]


def get_home_page() -> str:
    """Where a visitor goes first: the first app's own page, or the built-in one."""
    for entry in frappe.get_hooks("add_to_apps_screen") or []:
        return cstr(entry.get("route")).strip("/")
    return "login" if frappe.session.user == "Guest" else "app"


def is_signup_disabled() -> bool:
    """Whether visitors cannot make accounts for themselves: so it is until somebody allows it."""
    rows = current().db.rows(
        "SELECT value FROM `tabSingles` WHERE doctype='Website Settings' AND field='disable_signup'"
    )
    return not rows or bool(cint(rows[0][0]))


def get_comment_list(doctype: str, name: str) -> list[Any]:
    """Published comments of a document, oldest first."""
    filters = {
        "reference_doctype": doctype,
        "reference_name": name,
        "comment_type": "Comment",
        "published": 1,
    }
    fields = ["name", "creation", "comment_by as sender_full_name", "comment_email as sender", "content"]
    return list(frappe.get_all("Comment", filters=filters, fields=fields, order_by="creation asc"))


def clear_cache(path: str | None = None) -> None:
    """Forget the pages that are kept."""
    frappe.clear_cache()


def can_cache(no_cache: bool = False) -> bool:
    """Whether a page may be kept for others: never here, every page knows its visitor."""
    return False


def get_shade(color: str, percent: int | None = None) -> str:
    """A color made lighter, or darker by a negative percentage."""
    share = cint(percent) or 20
    digits = color.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
    shaded = [min(max(int(part * (100 + share) / 100), 0), 255) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in shaded)


def build_response(path: str, data: Any, http_status_code: int, headers: dict[str, str] | None = None) -> Any:
    """A page's HTML as an answer."""
    answer = Response(data, http_status_code, mimetype="text/html")
    answer.headers.update(headers or {})
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answers.finish(answer)
