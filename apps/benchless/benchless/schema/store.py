"""Reading DocTypes: from the core's files or from the database, with every customisation merged in."""

from __future__ import annotations

import json
from typing import Any

from ..context import current
from ..errors import DoesNotExistError
from ..messages import throw
from ..sql.database import Database
from ..translations import _
from ..values import Row, cint
from .files import CORE, core_definitions
from .meta import Meta, rows_of

CHILDREN = {
    "fields": "DocField", "permissions": "DocPerm", "links": "DocType Link",
    "actions": "DocType Action", "states": "DocType State",
}  # fmt: skip
NUMBERS = ("Check", "Int", "Float")


def get_meta(doctype: Any, cached: bool = True) -> Meta:
    """The Meta of a DocType (name, or any object with `.doctype`). Raises DoesNotExistError."""
    name = doctype if isinstance(doctype, str) else getattr(doctype, "doctype", None)
    if not isinstance(name, str):
        throw(_("DocType {0} not found").format(doctype), DoesNotExistError)
    session = current()
    store = session.site.cache.store("schema")
    meta: Meta | None = store.get(name)
    if meta is None or not cached:
        meta = load_meta(session.db, name)
        if meta is None:
            throw(_("DocType {0} not found").format(name), DoesNotExistError)
        store[name] = meta
    return meta


def find_meta(doctype: Any) -> Meta | None:
    """The Meta, or None when there is no such DocType, or what was given is no name."""
    if not isinstance(doctype, str):
        return None
    session = current()
    store = session.site.cache.store("schema")
    if doctype not in store:
        meta = load_meta(session.db, doctype)
        if meta is None:
            return None
        store[doctype] = meta
    return store[doctype]  # type: ignore[no-any-return]


def load_meta(db: Database, name: str) -> Meta | None:
    """Build a Meta without looking at any cache."""
    definition = _core(name) or _from_database(db, name)
    if definition is None:
        return None
    if db.has_table("tabCustom Field"):
        _add_custom_fields(db, definition)
        _apply_property_setters(db, definition)
        _use_custom_rights(db, definition)
    _complete(definition)
    return definition


def _core(name: str) -> Meta | None:
    return meta_of(core_definitions()[name]) if name in CORE else None


def meta_of(definition: dict[str, Any]) -> Meta:
    """A Meta of a definition as it stands in a file, without customisations."""
    meta = Meta(definition)
    for key in CHILDREN:
        meta[key] = rows_of(definition.get(key) or [])
    _complete(meta)
    return _ordered(meta)


def _ordered(meta: Meta) -> Meta:
    """`field_order` of a file decides the order of its fields."""
    order = {name: position for position, name in enumerate(meta.get("field_order") or [])}
    if isinstance(meta.get("field_order"), list) and order:
        meta["fields"].sort(key=lambda field: order.get(field.fieldname, len(order)))
    return meta


def _from_database(db: Database, name: str) -> Meta | None:
    if not db.has_table("tabDocType"):
        return None
    rows = db.dicts("SELECT * FROM `tabDocType` WHERE name=?", (name,))
    if not rows or rows[0].name != name:
        return None
    meta = Meta(rows[0])
    for key, child in CHILDREN.items():
        meta[key] = db.dicts(
            f"SELECT * FROM `tab{child}` WHERE parent=? AND parentfield=? ORDER BY idx", (name, key)
        )
    return meta


def _add_custom_fields(db: Database, meta: Meta) -> None:
    rows = db.dicts("SELECT * FROM `tabCustom Field` WHERE dt=? ORDER BY idx, creation", (meta["name"],))
    rows.sort(key=lambda row: bool(row.insert_after))  # those without a place come first, the last one on top
    waiting = [row.update(is_custom_field=1) for row in rows]
    while waiting:
        placed = [row for row in waiting if _place(meta, row, force=False)]
        waiting = [row for row in waiting if row not in placed]
        if not placed:
            for row in waiting:
                _place(meta, row, force=True)
            break


def _place(meta: Meta, row: Row, *, force: bool) -> bool:
    names = [field.fieldname for field in meta["fields"]]
    if row.fieldname in names:
        return True
    after = row.insert_after
    if after and after not in names and not force:
        return False
    position = names.index(after) + 1 if after in names else len(names) if after else 0
    meta["fields"].insert(position, Row(row, parent=meta["name"], parenttype="DocType", parentfield="fields"))
    return True


def _apply_property_setters(db: Database, meta: Meta) -> None:
    setters = db.dicts("SELECT * FROM `tabProperty Setter` WHERE doc_type=?", (meta["name"],))
    fields = {field.fieldname: field for field in meta["fields"]}
    named = {key: {row.name: row for row in meta[key]} for key in ("links", "actions", "states")}
    groups = {"DocType Link": "links", "DocType Action": "actions", "DocType State": "states"}
    for setter in setters:
        target: Any = meta
        if setter.doctype_or_field == "DocField":
            target = fields.get(setter.field_name)
        elif setter.doctype_or_field in groups:
            target = named[groups[setter.doctype_or_field]].get(setter.row_name)
        if target is not None:
            value = setter.value
            target[setter.property] = cint(value) if setter.property_type in NUMBERS else value
    order = meta.get("field_order")
    if isinstance(order, str) and order.startswith("["):
        _reorder(meta, order)


def _reorder(meta: Meta, text: str) -> None:
    """Fields that the order names stand in it; each of the others follows the one it followed before."""
    names: list[str] = json.loads(text)
    known = {field.fieldname: field for field in meta["fields"]}
    placed = [name for name in dict.fromkeys(names) if name in known]
    before: str | None = None
    for field in meta["fields"]:
        if field.fieldname not in placed:
            placed.insert(placed.index(before) + 1 if before in placed else 0, field.fieldname)
        before = field.fieldname
    meta["fields"].sort(key=lambda field: placed.index(field.fieldname))


def _use_custom_rights(db: Database, meta: Meta) -> None:
    if meta.get("istable"):
        return
    rows = db.dicts(
        "SELECT * FROM `tabCustom DocPerm` WHERE parent=? ORDER BY idx, creation", (meta["name"],)
    )
    if rows:
        meta["permissions"] = rows


def _complete(meta: Meta) -> None:
    """Flags are numbers, rows are numbered, whatever the source."""
    for key in ("istable", "issingle", "is_submittable", "is_tree", "custom", "track_changes", "is_virtual"):
        meta[key] = cint(meta.get(key))
    for position, field in enumerate(meta["fields"], 1):
        field["idx"] = position
