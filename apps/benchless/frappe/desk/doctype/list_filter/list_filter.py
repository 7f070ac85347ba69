"""Saved filters of lists."""

from __future__ import annotations

from benchless.arguments import as_filters
from frappe.model.document import Document


class ListFilter(Document):
    """One saved filter, of one user or of all."""

    def validate(self) -> None:
        as_filters(self.filters, "filters")
