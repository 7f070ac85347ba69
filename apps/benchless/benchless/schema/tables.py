"""DocTypes as tables: creating them and following later changes."""

from __future__ import annotations

from ..sql import quoted
from ..sql.columns import DATETIME, FLAG, NAME, NUMBER_NAME, ColumnType, Index, Table, varchar
from ..sql.database import Database
from ..values import Row, cint
from .fieldtypes import field_type
from .meta import CHILD_FIELDS, OPTIONAL_FIELDS, Meta

BASE = {
    "creation": DATETIME,
    "modified": DATETIME,
    "modified_by": varchar(),
    "owner": varchar(),
    "docstatus": FLAG,
    "idx": FLAG,
}
NOTES = ColumnType("text", exact=True)
# Defaults that depend on who makes a document, and when.
MOMENTS = ("__user", "_Login", "_Full Name", "Today", "__today", "Now", "now")
MOST_FILTER_INDEXES = 14
# Indexes of these groups go when the DocType does not ask for them any more.
OURS = ("unique", "filter", "pair", "latest")


def table_name(doctype: str) -> str:
    return f"tab{doctype}"


def sync_table(db: Database, meta: Meta) -> None:
    """Make the table of a DocType what its fields say. Singles and virtual DocTypes have none."""
    if meta["issingle"] or meta["is_virtual"]:
        return
    table = wanted_table(meta)
    known = set(db.columns_of(table.name))
    if known:
        db.tables.follow(table)
        _fill_new_columns(db, meta, table, known)
        db.tables.follow_indexes(table.name, table.indexes, OURS)
        if f"{table.name}:modified" in db.tables.indexes(table.name):
            db.tables.drop_index(table.name, f"{table.name}:modified")
    else:
        db.tables.create(table)


def _fill_new_columns(db: Database, meta: Meta, table: Table, known: set[str]) -> None:
    """Rows that were there before a field get its default, as the database of Frappe gives it to them."""
    for field in meta.value_fields:
        column = table.columns.get(field.fieldname)
        short = column is not None and column.kind not in ("text", "longtext", "json")
        if field.fieldname not in known and short and _is_constant(field.default):
            name = quoted(field.fieldname)
            db.execute(f"UPDATE {quoted(table.name)} SET {name} = ?", (field.default,))


def _is_constant(default: object) -> bool:
    return bool(default) and str(default) not in MOMENTS and not str(default).startswith(":")


def wanted_table(meta: Meta) -> Table:
    """The table of a DocType."""
    name = table_name(meta["name"])
    return Table(name, wanted_columns(meta), ("name",), tuple(wanted_indexes(meta)))


def wanted_columns(meta: Meta) -> dict[str, ColumnType]:
    """Column → type, in order."""
    numbered = (meta.get("autoname") or "").lower() == "autoincrement"
    out = {"name": NUMBER_NAME if numbered else NAME, **BASE}
    if meta["istable"]:
        out.update(dict.fromkeys(CHILD_FIELDS, varchar()))
    else:
        out.update(dict.fromkeys(OPTIONAL_FIELDS, NOTES))
        if cint(meta.get("track_seen")):
            out["_seen"] = NOTES
    for field in meta.value_fields:
        column = field_type(field.fieldtype).stored(field)
        if column:
            out.setdefault(field.fieldname, column)
    return out


# indexes --------------------------------------------------------------------------------------


def wanted_indexes(meta: Meta) -> list[Index]:
    """What lists sort and filter by is indexed together with `modified`."""
    out = [*_usual_indexes(meta)]
    for field in meta.value_fields:
        if cint(field.unique) and not (
            meta["is_submittable"] and meta.get("autoname") == f"field:{field.fieldname}"
        ):
            out.append(Index("unique", field.fieldname, (field.fieldname,), unique=True))
    for field in _filtered_fields(meta)[:MOST_FILTER_INDEXES]:
        columns = (field.fieldname,) if meta["istable"] else (field.fieldname, "modified")
        out.append(Index("filter", field.fieldname, columns))
    for field in meta.dynamic_link_fields:
        pair = (field.fieldname, field.options)
        out.append(Index("pair", field.fieldname, pair if meta["istable"] else (*pair, "modified")))
    if meta.is_nested_set:
        out.append(Index("", "lft", ("lft", "rgt")))
    return out


def _usual_indexes(meta: Meta) -> list[Index]:
    if meta["istable"]:
        return [Index("", "parent", ("parent", "parenttype", "parentfield", "idx"))]
    title = _title_of(meta)
    # The title rides along: searching for a part of it reads the index alone.
    columns = ("modified", *([title] if title else []))
    return [Index("latest", title or "modified", columns), Index("", "creation", ("creation",))]


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


def drop_table(db: Database, doctype: str) -> None:
    """Remove a DocType's table with all its rows."""
    db.tables.drop(table_name(doctype))


def drop_column(db: Database, doctype: str, column: str) -> None:
    """Remove a column of a DocType's table, with its values."""
    db.tables.drop_column(table_name(doctype), column)


def rename_table(db: Database, old: str, new: str) -> None:
    """Give a DocType's table another name; the indexes are made anew by the next sync."""
    db.tables.rename(table_name(old), table_name(new))
