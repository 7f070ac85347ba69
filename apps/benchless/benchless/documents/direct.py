"""Writing past the life cycle: a row as it is, or single fields."""

from __future__ import annotations

from typing import Any

from ..context import current
from . import storage, topics
from .base import BaseDocument
from .events import run_event
from .lookup import set_value
from .naming import set_new_name


class DirectWrites(BaseDocument):
    """`db_insert`, `db_update` and `db_set`: nothing is validated."""

    def db_insert(self, *args: Any, **kwargs: Any) -> None:
        """Write the row as it is: no checks, no hooks."""
        if not self.__dict__.get("name"):
            set_new_name(self)
        self.__dict__.setdefault("creation", current().site.now())
        self.__dict__.setdefault("modified", self.__dict__["creation"])
        self.__dict__.setdefault("owner", current().user)
        self.__dict__.setdefault("modified_by", current().user)
        storage.insert(self)
        self.__dict__.pop("__islocal", None)

    def db_update(self) -> None:
        """Write the existing row as it is: no checks, no hooks."""
        if self.meta["issingle"]:
            storage.write_single(self)
        else:
            storage.update(self)

    def db_update_all(self) -> None:
        self.db_update()
        for row in self.get_all_children():
            row.db_update()

    def db_set(
        self,
        fieldname: Any,
        value: Any = None,
        update_modified: bool = True,
        notify: bool = False,
        commit: bool = False,
    ) -> None:
        """Write fields at once; only `before_change` and `on_change` run."""
        values = dict(fieldname) if isinstance(fieldname, dict) else {fieldname: value}
        self.__dict__.update(values)
        if update_modified:
            session = current()
            self.__dict__.update(modified=session.site.now(), modified_by=session.user)
            values = {**values, "modified": self.modified, "modified_by": self.modified_by}
        run_event(self, "before_change")
        set_value(self.doctype, self.name, values, update_modified=False)
        topics.changed(self)
        run_event(self, "on_change")
        if self.__dict__.get("_read_modified") is not None:
            self.__dict__["_read_modified"] = self.__dict__.get("modified")
        self.__dict__.pop("_snapshot", None)
        if commit:
            current().db.commit()
