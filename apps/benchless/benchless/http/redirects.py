"""Addresses that moved: the `website_redirects` of apps and the redirects of Website Settings."""

from __future__ import annotations

import re
from typing import Any

from ..context import current

USUAL = 301


def target_of(path: str) -> tuple[str, int] | None:
    """The new address of a path and the status of the answer, or None. `source` is a regular expression."""
    for rule in [*current().site.hook_list("website_redirects"), *_settings()]:
        source = str(rule.get("source") or "").strip("/ ")
        found = re.fullmatch(source, path) if source else None
        if found:
            return found.expand(str(rule["target"])), int(rule.get("redirect_http_status") or USUAL)
    return None


def _settings() -> list[dict[str, Any]]:
    session = current()
    store = session.site.cache.store("settings")
    if "website redirects" not in store:
        store["website redirects"] = [
            dict(row)
            for row in session.db.dicts(
                "SELECT source, target, redirect_http_status FROM `tabWebsite Route Redirect` ORDER BY idx"
            )
        ]
    return list(store["website redirects"])
