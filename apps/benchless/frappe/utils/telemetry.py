"""`frappe.utils.telemetry`: this server sends nothing to anybody."""

from __future__ import annotations

from typing import Any

ENABLED = False


def capture(event: str, app: str, **_properties: Any) -> None:
    """Apps may report what they count; it stays here and is forgotten."""


def capture_doc(doc: Any, action: str) -> None:
    """As `capture`."""


def is_enabled() -> bool:
    return ENABLED
