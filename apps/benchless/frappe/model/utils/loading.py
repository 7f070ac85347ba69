"""From a client's copy of a document to the document."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.documents import new_from
from benchless.values import Row, cint


def from_client(data: Row) -> Any:
    """A document with the client's values: a new one, or the copy that was read earlier."""
    if cint(data.get("__islocal")) or not data.get("name"):
        data["__islocal"] = 1
        return new_from(data)
    document = frappe.get_doc(data)
    document.__dict__.pop("__islocal", None)
    return document
