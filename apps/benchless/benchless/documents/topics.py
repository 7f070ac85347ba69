"""Which cached knowledge a change of a document makes stale."""

from __future__ import annotations

from typing import Any

from ..context import current

TOPICS = {
    "schema": {
        "DocType",
        "DocField",
        "Custom Field",
        "Property Setter",
        "Custom DocPerm",
        "Document Naming Rule",
        "Client Script",
        "DocPerm",
    },
    "access": {
        "User",
        "Role",
        "Has Role",
        "Role Profile",
        "User Permission",
        "DocShare",
        "Custom DocPerm",
        "DocType",
    },
    "texts": {"Translation", "Language"},
    "workflow": {"Workflow", "Workflow State", "Workflow Action Master"},
    "pages": {
        "Print Format",
        "Letter Head",
        "Print Style",
        "Web Form",
        "Report",
        "Notification",
        "Email Account",
        "Webhook",
    },
    "hooks": {"Module Def"},
}
BY_DOCTYPE: dict[str, tuple[str, ...]] = {}
for _topic, _doctypes in TOPICS.items():
    for _doctype in _doctypes:
        BY_DOCTYPE[_doctype] = (*BY_DOCTYPE.get(_doctype, ()), _topic)


def changed(document: Any) -> None:
    """Bump what depends on this document."""
    session = current()
    topics = BY_DOCTYPE.get(document.doctype, ())
    if document.meta["issingle"]:
        topics = (*topics, "settings")
    if topics:
        session.site.cache.bump(session.db, *topics)
        session.cache.clear()
