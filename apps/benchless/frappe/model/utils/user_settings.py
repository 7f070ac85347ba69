"""How each user likes each list and form: kept as JSON by user and DocType."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.arguments import JsonDict, as_dict
from benchless.context import current
from benchless.values import Row

TABLE = "__UserSettings"


def get_user_settings(doctype: str, for_update: bool = False) -> str:
    """The user's settings for a DocType as JSON text."""
    db = current().db
    rows = db.rows(f"SELECT data FROM `{TABLE}` WHERE user=? AND doctype=?", (current().user, doctype))
    return str(rows[0][0]) if rows else "{}"


@frappe.whitelist()
def get(doctype: str) -> str:
    """The user's settings for a DocType as JSON text."""
    return get_user_settings(doctype)


@frappe.whitelist(methods=["POST"])
def save(doctype: str, user_settings: JsonDict) -> dict[str, Any]:
    """Merge into the user's settings for a DocType."""
    return update_user_settings(doctype, user_settings)


def update_user_settings(doctype: str, user_settings: JsonDict, for_update: bool = False) -> dict[str, Any]:
    """Merge settings; `for_update` replaces them."""
    new = as_dict(user_settings, "user_settings")
    old = {} if for_update else json.loads(get_user_settings(doctype))
    merged = {**old, **new}
    db = current().db
    text = json.dumps(merged, ensure_ascii=False)
    db.put(TABLE, {"user": current().user, "doctype": doctype}, {"data": text})
    return Row(merged)
