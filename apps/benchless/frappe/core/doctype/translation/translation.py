"""Translations that administrators wrote; they win over those of the apps."""

from __future__ import annotations

from typing import Any

from benchless.values import cstr
from frappe.model.document import Document


class Translation(Document):
    """One text in one language."""

    source_text: Any
    translated_text: Any

    def validate(self) -> None:
        self.source_text = cstr(self.source_text).strip()
        self.translated_text = cstr(self.translated_text).strip()
