"""Saved filters of lists."""

from __future__ import annotations

import json

from frappe.model.document import Document


class ListFilter(Document):
    """One saved filter, of one user or of all."""

    def validate(self) -> None:
        json.loads(self.filters or "[]")
