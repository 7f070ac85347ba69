"""What changed between two states of a document."""

from __future__ import annotations

from typing import Any

import frappe
from benchless.documents.versions import difference
from benchless.values import Row
from frappe.model.document import Document


class Version(Document):
    """One change of one document."""

    def get_data(self) -> Any:
        """What changed, as data."""
        return frappe.parse_json(self.data)


def get_diff(old: Any, new: Any, for_child: bool = False, compare_cancelled: bool = False) -> Row | None:
    """`changed` (field, old, new), `added`, `removed`, `row_changed` between two states; None without any."""
    if not new or not old:
        return None
    found = difference(old, new)
    return Row(found) if found else None
