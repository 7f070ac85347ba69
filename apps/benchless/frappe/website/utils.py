"""Small helpers of pages."""

from __future__ import annotations

import re
from typing import Any

import frappe
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
    """Whether visitors cannot make accounts for themselves."""
    return bool(cint(frappe.db.get_single_value("Website Settings", "disable_signup")))


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
