"""Workspaces: what a front end shows of them."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.arguments import JsonDict, as_list
from benchless.schema import find_meta
from benchless.values import Row, cint, cstr

FIELDS = (
    "name", "title", "for_user", "parent_page", "content", "public", "module", "icon", "indicator_color",
    "is_hidden",
)  # fmt: skip


@frappe.whitelist()
def get_workspace_sidebar_items() -> dict[str, Any]:
    """Workspaces of the user and those for everybody: `pages`, with who may change them."""
    known = [name for name in FIELDS if frappe.get_meta("Workspace").has_field(name) or name == "name"]
    rows = frappe.get_list("Workspace", fields=known, order_by="sequence_id asc", limit_page_length=0)
    user = frappe.session.user
    pages = [row for row in rows if cint(row.get("public")) or row.get("for_user") in (None, "", user)]
    access = "Workspace Manager" in frappe.get_roles()
    shown = [
        Row(row, label=frappe._(cstr(row.get("title") or row.name)))
        for row in pages
        if access or not cint(row.get("is_hidden"))
    ]
    return {"pages": shown, "has_access": access, "has_create_access": access}


@frappe.whitelist()
def get_desktop_page(page: JsonDict) -> dict[str, Any]:
    """The parts of a workspace that the user may use: shortcuts, cards of links, charts, numbers."""
    wanted = Row(frappe.parse_json(page) or {})
    if not frappe.db.exists("Workspace", wanted.name):
        return {}
    doc = frappe.get_doc("Workspace", wanted.name)
    doc.check_permission("read")
    return {
        "charts": {"items": [row.as_dict() for row in doc.get("charts") or []]},
        "shortcuts": {
            "items": [
                row.as_dict()
                for row in doc.get("shortcuts") or []
                if _usable(row.get("type"), row.get("link_to"))
            ]
        },
        "cards": {"items": _cards(doc)},
        "quick_lists": {
            "items": [
                row.as_dict()
                for row in doc.get("quick_lists") or []
                if _usable("DocType", row.get("document_type"))
            ]
        },
        "number_cards": {"items": [row.as_dict() for row in doc.get("number_cards") or []]},
        "onboardings": {"items": []},
        "custom_blocks": {"items": [row.as_dict() for row in doc.get("custom_blocks") or []]},
    }


def _cards(doc: Any) -> list[Row]:
    """Links under the card that stands above them; a card without any is left out."""
    cards: list[Row] = []
    for row in doc.get("links") or []:
        if row.get("type") == "Card Break":
            cards.append(Row(row.as_dict(), links=[]))
        elif _usable(row.get("link_type"), row.get("link_to")) and not cint(row.get("hidden")):
            if not cards:
                cards.append(Row(label=doc.get("title"), links=[]))
            cards[-1]["links"].append(row.as_dict())
    return [card for card in cards if card["links"]]


def _usable(kind: str | None, name: str | None) -> bool:
    """Whether the user may open what a link leads to."""
    if kind == "DocType" and name:
        return find_meta(name) is not None and bool(frappe.has_permission(name, "read"))
    if kind == "Report" and name:
        return bool(frappe.db.exists("Report", name)) and frappe.get_doc("Report", name).is_permitted()
    return True


def content_of(doc: Any) -> list[Any]:
    """The blocks of a workspace."""
    return [block for block in as_list(doc.get("content"), "content") if isinstance(block, dict)]
