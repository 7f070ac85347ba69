"""DocTypes of files into the database."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..context import current
from ..documents.naming import random_name
from ..schema.fieldtypes.numbers import Whole
from ..schema.files import core_definitions, read, standard_files
from ..schema.meta import Meta
from ..schema.store import CHILDREN, get_meta, meta_of
from ..schema.tables import sync_table
from ..sql import quoted
from ..sql.database import Database
from ..sql.statements import to_sql
from ..values import Row, cint

STAMP = "2000-01-01 00:00:00.000000"


def sync_app(app: str) -> list[str]:
    """Bring every DocType of an app into the database; gives the names of those that changed."""
    session = current()
    changed = []
    for path in standard_files(app, "doctype"):
        definition = read(path)
        if definition.get("doctype") == "DocType" and sync_definition(session.db, definition):
            changed.append(definition["name"])
    if changed:
        session.site.cache.bump(session.db, "schema", "access")
        for name in changed:
            sync_table(session.db, get_meta(name))
    return changed


def sync_definition(db: Database, definition: dict[str, Any]) -> bool:
    """Write a definition unless the very same one is there."""
    mark = _mark(definition)
    known = db.rows(
        "SELECT defvalue FROM `tabDefaultValue` WHERE parent='__definition' AND defkey=?",
        (definition["name"],),
    )
    there = db.rows("SELECT 1 FROM `tabDocType` WHERE name=?", (definition["name"],))
    if known and known[0][0] == mark and there:
        return False
    write_definition(db, definition)
    db.execute(
        "DELETE FROM `tabDefaultValue` WHERE parent='__definition' AND defkey=?", (definition["name"],)
    )
    db.execute(
        "INSERT INTO `tabDefaultValue` (name, parent, defkey, defvalue) VALUES (?, '__definition', ?, ?)",
        (random_name(), definition["name"], mark),
    )
    return True


def _mark(definition: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()


def write_definition(db: Database, definition: dict[str, Any]) -> None:
    """Replace the rows of a DocType by those of a file."""
    meta = meta_of(definition)
    name = meta["name"]
    own = core_definitions()["DocType"]
    db.execute("DELETE FROM `tabDocType` WHERE name=?", (name,))
    _insert(db, "DocType", {**_base(meta), **_plain(own, meta)})
    for key, child in CHILDREN.items():
        columns = core_definitions()[child]
        added = any(field["fieldname"] == "custom" for field in columns["fields"])
        kept = " AND IFNULL(custom, 0)=0" if added else ""  # rows that this site has added stay
        db.execute(f"DELETE FROM `tab{child}` WHERE parent=? AND parenttype='DocType'{kept}", (name,))
        for position, row in enumerate(meta[key], 1):
            values = {**_base(row, position), "parent": name, "parentfield": key, "parenttype": "DocType"}
            values["name"] = (
                f"{name}:{key}:{position}" if key != "fields" else f"{name}:{row.fieldname}:{position}"
            )
            _insert(db, child, {**values, **_plain(columns, row)})


def _base(row: Row | Meta, position: int = 0) -> dict[str, Any]:
    return {
        "name": row.get("name"),
        "creation": row.get("creation") or STAMP,
        "modified": row.get("modified") or STAMP,
        "owner": "Administrator",
        "modified_by": "Administrator",
        "docstatus": 0,
        "idx": position,
    }


def _plain(definition: dict[str, Any], row: Row | Meta) -> dict[str, Any]:
    meta = meta_of(definition)
    out = {}
    for field in meta.value_fields:
        value = row.get(field.fieldname)
        kind = meta.types[field.fieldname]
        if value is None and field.default and not kind.is_number:
            value = field.default
        if isinstance(value, list | dict):
            continue
        out[field.fieldname] = cint(value) if isinstance(kind, Whole) else to_sql(value)
    return out


def _insert(db: Database, doctype: str, values: dict[str, Any]) -> None:
    columns = ", ".join(quoted(name) for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO `tab{doctype}` ({columns}) VALUES ({marks})", tuple(values.values()))
