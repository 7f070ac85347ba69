"""How often documents are linked: what is chosen often stands first in lists of choices."""

from __future__ import annotations

from benchless.context import current
from benchless.schema import find_meta
from benchless.values import cint

KEPT = "link_counts"


def notify_link_count(doctype: str, name: str, count: int = 1) -> None:
    """Note that a document was linked; written down at the end of the transaction."""
    db, counts = current().db, current().cache.setdefault(KEPT, {})
    if not counts:
        db.before_commit.add(update_link_count)
    counts[doctype, str(name)] = counts.get((doctype, str(name)), 0) + cint(count)


def update_link_count() -> None:
    """Add what was noted to the field `idx` of the linked documents."""
    for (doctype, name), count in (current().cache.pop(KEPT, None) or {}).items():
        meta = find_meta(doctype)
        if meta is not None and not meta["issingle"] and not meta["is_virtual"]:
            current().db.execute(f"UPDATE `tab{meta['name']}` SET idx=idx+? WHERE name=?", (count, name))
