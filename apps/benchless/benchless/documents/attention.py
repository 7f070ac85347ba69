"""Who looks after a document, likes it, has seen it; and its tags."""

from __future__ import annotations

from typing import Any

import orjson

from ..context import current
from ..schema import find_meta
from ..values import cint, cstr
from . import lookup, storage
from .base import BaseDocument
from .loading import new_from


def names_in(text: Any) -> list[str]:
    """The users in one of the columns that keep them as JSON (`_assign`, `_liked_by`, `_seen`)."""
    return [cstr(one) for one in orjson.loads(text)] if text else []


class WatchedDocument(BaseDocument):
    """Assignments, likes, views and tags."""

    def get_assigned_users(self) -> set[str]:
        """Users with an open assignment."""
        where = {"reference_type": self.doctype, "reference_name": cstr(self.name), "status": "Open"}
        return {cstr(user) for user in lookup.get_values("ToDo", where, "allocated_to", pluck=True) if user}

    def get_liked_by(self) -> list[str]:
        """Users who like the document."""
        return names_in(self._stored("_liked_by"))

    def add_seen(self, user: str | None = None) -> None:
        """Note that a user has opened the document, where the DocType wants to know."""
        who = user or current().user
        if not cint(self.meta.get("track_seen")):
            return
        seen = names_in(self._stored("_seen"))
        if who not in seen:
            self._note("_seen", orjson.dumps([*seen, who]).decode())

    def add_viewed(self, user: str | None = None, force: bool = False) -> None:
        """Keep a View Log, where the DocType wants one (or by `force`)."""
        if (force or cint(self.meta.get("track_views"))) and find_meta("View Log"):
            row = {"reference_doctype": self.doctype, "reference_name": cstr(self.name)}
            log = new_from({"doctype": "View Log", "viewed_by": user or current().user, **row})
            log.insert(ignore_permissions=True)

    def add_tag(self, tag: str) -> None:
        """Put a tag on the document."""
        tags = self.get_tags()
        if tag not in tags:
            self._note("_user_tags", "," + ",".join([*tags, tag]))

    def get_tags(self) -> list[str]:
        """The document's tags."""
        return [one for one in cstr(self.get("_user_tags")).split(",") if one]

    def _stored(self, column: str) -> Any:
        row = storage.read(self.meta, self.name)
        return row.get(column) if row else None

    def _note(self, column: str, text: str) -> None:
        self.__dict__[column] = text
        lookup.set_value(self.doctype, self.name, column, text, update_modified=False)
