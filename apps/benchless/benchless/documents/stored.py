"""A document as it stands in the database: read, read again, and compared with what was read before."""

from __future__ import annotations

from typing import Any

from ..context import current
from ..schema import Meta
from ..values import Row
from . import checks, storage
from .base import BaseDocument
from .controllers import get_controller
from .defaults import set_defaults


class StoredDocument(BaseDocument):
    """Knows its rows in the database, and what they were when it was read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args and isinstance(args[0], dict):
            super().__init__({**args[0], **kwargs})
        elif args and isinstance(args[0], str):
            name = args[1] if len(args) > 1 else kwargs.pop("name", None)
            self.__dict__.update(doctype=args[0], flags=Row())
            self.name = name if name is not None else args[0]
            locked = {"for_update": True} if kwargs.pop("for_update", False) else {}
            self.load_from_db(**({} if self.meta["is_virtual"] else locked))
        else:
            super().__init__(kwargs)

    def load_from_db(self, for_update: bool = False) -> StoredDocument:
        """Fill from the database. Raises DoesNotExistError."""
        if for_update:
            current().db.begin()
        meta = self.meta
        if meta["issingle"]:
            return self._load_single(meta, lock=for_update)
        row = storage.read(meta, self.name, lock=for_update)
        if row is None:
            storage.refuse_missing(self.doctype, self.name)
        self._take(row, storage.read_children(meta, row["name"]))
        return self

    def _take(self, row: dict[str, Any], children: dict[str, list[Row]]) -> None:
        own = self.__dict__
        own.update(row)
        own["_read_modified"] = row.get("modified")
        own["_snapshot"] = (dict(row), children)
        for fieldname, rows in children.items():
            own[fieldname] = []
            for child in rows:
                self.append(fieldname, child)
        own.pop("__islocal", None)

    def _load_single(self, meta: Meta, *, lock: bool = False) -> StoredDocument:
        values = storage.read_single(meta, lock=lock)
        own = self.__dict__
        own["name"] = self.doctype
        if values is None:
            own.update({"owner": current().user, "docstatus": 0, "idx": 0})
            set_defaults(self)
        else:
            own.update({"docstatus": 0, "idx": 0, "owner": "Administrator"}, **values)
        own["_read_modified"] = own.get("modified")
        children = storage.read_children(meta, self.doctype)
        for fieldname, rows in children.items():
            own[fieldname] = []
            self.extend(fieldname, rows)
        own["_snapshot"] = ({k: v for k, v in own.items() if k in meta.columns}, children)
        return self

    def reload(self) -> StoredDocument:
        """Read the document again; unsaved changes are lost."""
        flags = self.flags
        keep = {"doctype": self.doctype, "name": self.name, "flags": flags}
        for key in list(self.__dict__):
            if not key.startswith("_") or key in ("_snapshot", "_before"):
                del self.__dict__[key]
        self.__dict__.update(keep)
        return self.load_from_db()

    def get_doc_before_save(self) -> Any:
        """The document as it was before the running save; None for a new one."""
        own = self.__dict__
        if "_before" not in own and own.get("_before_snapshot") is not None:
            own["_before"] = from_snapshot(self.doctype, own["_before_snapshot"])
        return own.get("_before")

    def has_value_changed(self, fieldname: str) -> bool:
        """Whether the running save changes a field. True for a new document."""
        before = self.get_doc_before_save()
        if before is None:
            return True
        field = self.meta.get_field(fieldname)
        if field is None:
            return bool(before.get(fieldname) != self.get(fieldname))
        return checks.differs(self, before, field)

    def _hold_before(self) -> Any:
        """The stored state; the snapshot of the reading serves when nobody has written since."""
        own, meta = self.__dict__, self.meta
        own.pop("_before", None)
        if meta["is_virtual"]:
            own["_before"] = get_controller(self.doctype)(self.doctype, self.name)
            own["_read_modified"] = own["_before"].modified
            return own["_before"]
        snapshot = own.get("_snapshot")
        if snapshot is None or not self._is_unchanged(meta, snapshot):
            fresh = read_snapshot(meta, own["name"])
            if fresh is None:
                storage.refuse_missing(self.doctype, own["name"])
            snapshot = fresh
            own.setdefault("_read_modified", own.get("modified"))
        if "modified" in own and snapshot is not None and own["modified"] != own.get("_read_modified"):
            own["_read_modified"] = own["modified"]
        own["_before_snapshot"] = snapshot
        return self.get_doc_before_save()

    def _is_unchanged(self, meta: Meta, snapshot: Any) -> bool:
        if meta["issingle"]:
            return False
        db = current().db
        rows = db.rows(f"SELECT modified FROM `tab{self.doctype}` WHERE name=?{db.locking}", (self.name,))
        return bool(rows) and checks.moment(rows[0][0]) == checks.moment(snapshot[0].get("modified"))


def read_snapshot(meta: Meta, name: Any) -> tuple[dict[str, Any], dict[str, list[Row]]] | None:
    """The stored row and child rows of a document; None when there is none."""
    if meta["issingle"]:
        values = storage.read_single(meta, lock=True) or Row(docstatus=0, owner=current().user)
        return Row(values, name=meta["name"]), storage.read_children(meta, meta["name"])
    row = storage.read(meta, name, lock=True)
    return None if row is None else (row, storage.read_children(meta, name))


def from_snapshot(doctype: str, snapshot: tuple[dict[str, Any], dict[str, list[Row]]]) -> Any:
    """A document of rows that were read before."""
    document = get_controller(doctype)({"doctype": doctype})
    document._take(
        dict(snapshot[0]), {name: [Row(row) for row in rows] for name, rows in snapshot[1].items()}
    )
    return document
