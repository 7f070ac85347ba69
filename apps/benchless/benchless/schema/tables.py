"""DocTypes as tables: creating them and following later changes."""

from __future__ import annotations

import re

from ..sql.database import Database, quoted
from ..values import Row, cint
from .fieldtypes import field_type
from .meta import CHILD_FIELDS, OPTIONAL_FIELDS, Meta

NAME = "name TEXT COLLATE NOCASE NOT NULL PRIMARY KEY"
NUMBER_NAME = "name INTEGER NOT NULL PRIMARY KEY"
BASE = (
    "creation TIMESTAMP",
    "modified TIMESTAMP",
    "modified_by TEXT COLLATE NOCASE",
    "owner TEXT COLLATE NOCASE",
    "docstatus INTEGER NOT NULL DEFAULT 0",
    "idx INTEGER NOT NULL DEFAULT 0",
)
TEXT = "TEXT COLLATE NOCASE"
MOST_FILTER_INDEXES = 14


def table_name(doctype: str) -> str:
    return f"tab{doctype}"


def sync_table(db: Database, meta: Meta) -> None:
    """Make the table of a DocType what its fields say. Singles and virtual DocTypes have none."""
    if meta["issingle"] or meta["is_virtual"]:
        return
    table = table_name(meta["name"])
    existing = db.columns_of(table)
    wanted = wanted_columns(meta)
    if not existing:
        _create(db, table, wanted)
    else:
        _alter(db, table, existing, wanted)
    _sync_indexes(db, table, meta)


def wanted_columns(meta: Meta) -> dict[str, str]:
    """Column → definition, in order."""
    name = NUMBER_NAME if (meta.get("autoname") or "").lower() == "autoincrement" else NAME
    definitions = [name, *BASE]
    if meta["istable"]:
        definitions += [f"{column} {TEXT}" for column in CHILD_FIELDS]
    else:
        definitions += [f"{column} TEXT" for column in OPTIONAL_FIELDS]
        if cint(meta.get("track_seen")):
            definitions.append("_seen TEXT")
    out = {definition.split(" ", 1)[0]: definition.split(" ", 1)[1] for definition in definitions}
    for field in meta.value_fields:
        out.setdefault(field.fieldname, column_definition(field))
    return out


def column_definition(field: Row) -> str:
    """Type and default of one field's column."""
    return field_type(field.fieldtype).ddl(field)


def _create(db: Database, table: str, wanted: dict[str, str]) -> None:
    body = ", ".join(f"{quoted(column)} {definition}" for column, definition in wanted.items())
    db.execute(f"CREATE TABLE {quoted(table)} ({body})")


def _alter(db: Database, table: str, existing: dict[str, str], wanted: dict[str, str]) -> None:
    lowered = {column.lower() for column in existing}
    for column, definition in wanted.items():
        if column.lower() not in lowered:
            db.execute(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(column)} {definition}")
    changed = [
        column
        for column, definition in wanted.items()
        if column in existing and _storage(definition) != _storage(existing[column])
    ]
    if changed:
        _rebuild(db, table, existing, wanted)


def _storage(definition: str) -> str:
    return re.split(r"[\s(]", definition.strip().upper(), maxsplit=1)[0] if definition else "TEXT"


def _rebuild(db: Database, table: str, existing: dict[str, str], wanted: dict[str, str]) -> None:
    """SQLite cannot change a column's type: copy into a new table. Columns nobody wants any more are kept."""
    kept = {column: f"{kind}" for column, kind in existing.items() if column not in wanted}
    scratch = f"{table}__new"
    _create(db, scratch, {**wanted, **kept})
    columns = ", ".join(quoted(column) for column in existing)
    values = ", ".join(_cast(column, wanted.get(column, existing[column])) for column in existing)
    db.execute(f"INSERT INTO {quoted(scratch)} ({columns}) SELECT {values} FROM {quoted(table)}")
    db.execute(f"DROP TABLE {quoted(table)}")
    db.execute(f"ALTER TABLE {quoted(scratch)} RENAME TO {quoted(table)}")


def _cast(column: str, definition: str) -> str:
    kind = _storage(definition)
    if kind in ("INTEGER", "REAL"):
        value = f"CAST({quoted(column)} AS {kind})"
        return f"IFNULL({value}, 0)" if "NOT NULL" in definition else value
    return quoted(column)


# indexes --------------------------------------------------------------------------------------


def _sync_indexes(db: Database, table: str, meta: Meta) -> None:
    present = {
        row[0]
        for row in db.rows("SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=?", (table,))
    }
    wanted = wanted_indexes(table, meta)
    for name, (columns, unique) in wanted.items():
        if name not in present:
            _create_index(db, table, name, columns, unique)
    for name in present - set(wanted):
        if name.startswith(("unique:", "filter:", "pair:", "latest:")) or name == f"{table}:modified":
            db.execute(f"DROP INDEX IF EXISTS {quoted(name)}")


def wanted_indexes(table: str, meta: Meta) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Index name → (columns, unique). What lists sort and filter by is indexed together with `modified`."""
    out: dict[str, tuple[tuple[str, ...], bool]] = {}
    if meta["istable"]:
        out[f"{table}:parent"] = (("parent", "parenttype", "parentfield", "idx"), False)
    else:
        title = _title_of(meta)
        # The title rides along: searching for a part of it reads the index alone.
        out[f"latest:{table}:{title or 'modified'}"] = (("modified", *([title] if title else [])), False)
        out[f"{table}:creation"] = (("creation",), False)
    for field in meta.value_fields:
        if cint(field.unique) and not (
            meta["is_submittable"] and meta.get("autoname") == f"field:{field.fieldname}"
        ):
            out[f"unique:{table}:{field.fieldname}"] = ((field.fieldname,), True)
    for field in _filtered_fields(meta)[:MOST_FILTER_INDEXES]:
        columns = (field.fieldname,) if meta["istable"] else (field.fieldname, "modified")
        out[f"filter:{table}:{field.fieldname}"] = (columns, False)
    for field in meta.dynamic_link_fields:
        pair = (field.fieldname, field.options)
        out[f"pair:{table}:{field.fieldname}"] = (pair if meta["istable"] else (*pair, "modified"), False)
    if meta.is_nested_set:
        out[f"{table}:lft"] = (("lft", "rgt"), False)
    return out


def _filtered_fields(meta: Meta) -> list[Row]:
    asked = [f for f in meta.value_fields if cint(f.search_index) and not cint(f.unique) and not _is_pair(f)]
    usual = [f for f in meta.value_fields if f not in asked and _is_usual_filter(f, meta)]
    return asked + usual


def _is_usual_filter(field: Row, meta: Meta) -> bool:
    if cint(field.unique) or cint(meta["istable"]):
        return field.fieldtype == "Link" and not cint(field.unique)
    return field.fieldtype in ("Link", "Select") or bool(cint(field.in_standard_filter))


def _is_pair(field: Row) -> bool:
    return bool(field.fieldtype == "Dynamic Link")


def _title_of(meta: Meta) -> str | None:
    title = meta.get("title_field")
    return str(title) if title and title in meta.types and title not in ("modified", "name") else None


def _create_index(db: Database, table: str, name: str, columns: tuple[str, ...], unique: bool) -> None:
    listed = ", ".join(quoted(column) for column in columns)
    word = "UNIQUE INDEX" if unique else "INDEX"
    db.execute(f"CREATE {word} IF NOT EXISTS {quoted(name)} ON {quoted(table)} ({listed})")


def drop_table(db: Database, doctype: str) -> None:
    """Remove a DocType's table with all its rows."""
    db.execute(f"DROP TABLE IF EXISTS {quoted(table_name(doctype))}")


def drop_column(db: Database, table: str, column: str) -> None:
    """Remove a column and the indexes that name it."""
    for (name,) in db.rows("SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=?", (table,)):
        if column in {row[2] for row in db.rows(f"PRAGMA index_info({quoted(name)})")}:
            db.execute(f"DROP INDEX {quoted(name)}")
    db.execute(f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(column)}")


def rename_table(db: Database, old: str, new: str) -> None:
    """Give a DocType's table another name; the indexes are made anew by the next sync."""
    for row in db.rows(
        "SELECT name FROM sqlite_master WHERE type='index' AND tbl_name=?", (table_name(old),)
    ):
        if not row[0].startswith("sqlite_"):
            db.execute(f"DROP INDEX {quoted(row[0])}")
    db.execute(f"ALTER TABLE {quoted(table_name(old))} RENAME TO {quoted(table_name(new))}")
