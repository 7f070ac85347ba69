"""Any one of the documents, for made-up data."""

from __future__ import annotations

import random
from typing import Any

import frappe


def get_random(doctype: str, filters: Any = None, doc: bool = False) -> Any:
    """The name of any one document that meets the filters (or the document); None when there is none."""
    names = frappe.get_all(doctype, filters=filters, pluck="name")
    if not names:
        return None
    chosen = random.choice(names)  # noqa: S311 made-up data, no secret
    return frappe.get_doc(doctype, chosen) if doc else chosen
