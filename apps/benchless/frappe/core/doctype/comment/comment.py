"""Comments, also the small marks of a document's history."""

from __future__ import annotations

import json
from typing import Any

import frappe
from benchless.context import current
from benchless.documents.sanitising import sanitize
from benchless.files.embedded import keep_pictures
from benchless.schema import find_meta
from benchless.sql import quoted
from benchless.values import cstr
from frappe.desk.notices import notify_mentions
from frappe.model.document import Document

MIRRORED = ("Comment",)
MOST_KEPT = 100


class Comment(Document):
    """One remark on a document."""

    comment_email: Any
    content: Any

    def validate(self) -> None:
        self.comment_email = self.comment_email or frappe.session.user
        if self.comment_type == "Comment" and self.content:
            self.content = sanitize(keep_pictures(self, cstr(self.content)))

    def after_insert(self) -> None:
        mirror(self)
        if self.comment_type == "Comment" and self.reference_doctype:
            notify_mentions(self.reference_doctype, self.reference_name, cstr(self.content))

    def on_update(self) -> None:
        if not self.flags.in_insert and not self.is_new():
            mirror(self)

    def on_trash(self) -> None:
        remove_from_mirror(self)


def mirrored(doctype: str | None) -> bool:
    """Whether documents of a DocType carry their comments in `_comments`."""
    meta = find_meta(doctype) if doctype else None
    return bool(meta and not meta["issingle"] and not meta["istable"] and not meta["is_virtual"])


def read_mirror(doctype: str, name: str) -> list[dict[str, Any]]:
    """What `_comments` of a document holds."""
    rows = current().db.rows(f"SELECT _comments FROM {quoted('tab' + doctype)} WHERE name=?", (name,))
    return list(json.loads(rows[0][0] or "[]")) if rows else []


def write_mirror(doctype: str, name: str, comments: list[dict[str, Any]]) -> None:
    """Write `_comments` without touching `modified`."""
    text = json.dumps(comments[-MOST_KEPT:], ensure_ascii=False) if comments else ""
    current().db.execute(f"UPDATE {quoted('tab' + doctype)} SET _comments=? WHERE name=?", (text, name))


def mirror(comment: Any) -> None:
    """Keep a comment's text in the document's own row, for lists."""
    if comment.comment_type not in MIRRORED or not mirrored(comment.reference_doctype):
        return
    kept = read_mirror(comment.reference_doctype, comment.reference_name)
    author = comment.comment_email or comment.owner
    entry = {"comment": cstr(comment.content), "by": author, "name": comment.name}
    places = [position for position, item in enumerate(kept) if item.get("name") == comment.name]
    if places:
        kept[places[0]] = entry
    else:
        kept.append(entry)
    write_mirror(comment.reference_doctype, comment.reference_name, kept)


def remove_from_mirror(comment: Any) -> None:
    """Take a comment's text out of the document's row."""
    if comment.comment_type in MIRRORED and mirrored(comment.reference_doctype):
        kept = read_mirror(comment.reference_doctype, comment.reference_name)
        left = [item for item in kept if item.get("name") != comment.name]
        write_mirror(comment.reference_doctype, comment.reference_name, left)
