"""Translations that administrators wrote; they win over those of the apps."""

from __future__ import annotations

from benchless.values import cstr
from frappe.model.document import Document


class Translation(Document):  # type: ignore[misc]
    """One text in one language."""

    def validate(self) -> None:
        self.source_text = cstr(self.source_text).strip()
        self.translated_text = cstr(self.translated_text).strip()
