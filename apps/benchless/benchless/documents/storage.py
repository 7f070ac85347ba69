"""Rows in and out of the database."""

from __future__ import annotations

from typing import Any, NoReturn

from ..context import current
from ..errors import DataError, DoesNotExistError, DuplicateEntryError, UniqueValidationError
from ..messages import msgprint, throw
from ..schema import Meta, get_meta
from ..schema.meta import CHILD_FIELDS, STANDARD_FIELDS
from ..sql import quoted
from ..sql.problems import BadValue, DuplicateKey
from ..sql.statements import READERS, to_sql
from ..translations import _
from ..values import Row, cint
from .naming import set_new_name

PLAIN = frozenset((*STANDARD_FIELDS, *CHILD_FIELDS))


def read(meta: Meta, name: Any, *, lock: bool = False) -> Row | None:
    """One row as attribute dictionary with typed dates, or None. `lock` keeps other writers off it."""
    if name is None or name == "":
        return None
    db = current().db
    end = db.locking if lock else ""
    rows = db.dicts(f"SELECT * FROM `tab{meta['name']}` WHERE name=?{end}", (to_sql(name),))
    return rows[0] if rows else None


def read_children(meta: Meta, name: Any) -> dict[str, list[Row]]:
    """fieldname → rows, of all tables of a document."""
    db = current().db
    out: dict[str, list[Row]] = {}
    for field in meta.table_fields:
        out[field.fieldname] = db.dicts(
            f"SELECT * FROM `tab{field.options}` WHERE parent=? AND parenttype=? AND parentfield=? "
            "ORDER BY idx",
            (str(name), meta["name"], field.fieldname),
        )
    return out


def row_values(document: Any) -> list[Any]:
    """The document's columns as the database stores them, in the order of `meta.columns`."""
    own, meta = document.__dict__, document.meta
    types, fields = meta.types, meta.field_map
    out = []
    for column in meta.columns:
        value = own.get(column)
        kind = types.get(column)
        if kind is None or column in PLAIN:
            out.append(to_sql(value if value is not None else 0 if column in ("docstatus", "idx") else None))
        else:
            stored = kind.to_column(value, fields[column])
            out.append(None if stored == "" and fields[column].unique else stored)
    return out


def insert(document: Any) -> None:
    """Write a new row. Raises DuplicateEntryError or UniqueValidationError."""
    statement = _insert_statement(document.meta)
    try:
        current().db.execute(statement, tuple(row_values(document)))
    except DuplicateKey as error:
        if error.column != "name" and read(document.meta, document.name) is not None:
            _duplicate(document, error)  # of two conflicts the name's is told
        conflict(document, error)
    except BadValue as error:
        raise DataError(str(error)) from error
    _drop_empty_unique(document)


def _insert_statement(meta: Meta) -> str:
    statement: str | None = meta.__dict__.get("_insert")
    if statement is None:
        columns = ", ".join(quoted(column) for column in meta.columns)
        marks = ", ".join("?" * len(meta.columns))
        statement = f"INSERT INTO `tab{meta['name']}` ({columns}) VALUES ({marks})"
        meta.__dict__["_insert"] = statement
    return statement


def update(document: Any) -> None:
    """Write an existing row again."""
    meta = document.meta
    statement: str | None = meta.__dict__.get("_update")
    if statement is None:
        pairs = ", ".join(f"{quoted(column)}=?" for column in meta.columns[1:])
        statement = f"UPDATE `tab{meta['name']}` SET {pairs} WHERE name=?"
        meta.__dict__["_update"] = statement
    values = row_values(document)
    try:
        current().db.execute(statement, (*values[1:], values[0]))
    except DuplicateKey as error:
        conflict(document, error)
    except BadValue as error:
        raise DataError(str(error)) from error
    _drop_empty_unique(document)


def _drop_empty_unique(document: Any) -> None:
    for field in document.meta.unique_fields:
        if document.__dict__.get(field.fieldname) == "":
            document.__dict__[field.fieldname] = None


def conflict(document: Any, error: DuplicateKey) -> None:
    """Say which value is taken already."""
    fieldname = error.column
    if fieldname == "name" or document.meta.get("autoname") == f"field:{fieldname}":
        _duplicate(document, error)
    label = _(document.meta.get_label(fieldname))
    value = document.get(fieldname)
    message = _("{0}: {1} is already in use. It must be unique").format(label, value)
    msgprint(message, title=_("Duplicate"))
    raise UniqueValidationError(document.doctype, document.name, message) from error


def _duplicate(document: Any, error: Exception) -> None:
    message = _("{0} {1} already exists").format(_(document.doctype), document.name)
    msgprint(message, title=_("Duplicate Name"), indicator="red")
    raise DuplicateEntryError(document.doctype, document.name, message) from error


def delete_row(doctype: str, name: Any) -> None:
    current().db.execute(f"DELETE FROM `tab{doctype}` WHERE name=?", (to_sql(name),))


def delete_children(meta: Meta, name: Any) -> None:
    """Remove the rows of all tables of a document."""
    for field in meta.table_fields:
        current().db.execute(
            f"DELETE FROM `tab{field.options}` WHERE parent=? AND parenttype=? AND parentfield=?",
            (str(name), meta["name"], field.fieldname),
        )


# singles --------------------------------------------------------------------------------------


def read_single(meta: Meta, *, lock: bool = False) -> Row | None:
    """Values of a Single, cast by its fields; None before its first save."""
    db = current().db
    end = db.locking if lock else ""
    rows = db.rows(f"SELECT field, value FROM `tabSingles` WHERE doctype=?{end}", (meta["name"],))
    if not rows:
        return None
    return Row({name: cast_single(meta, name, value) for name, value in rows})


def cast_single(meta: Meta, name: str, value: Any) -> Any:
    """One stored text of a Single as its type says."""
    field = meta.get_field(name)
    if name in ("docstatus", "idx"):
        return cint(value)
    if field is None or name not in meta.types:
        return value
    kind = meta.types[name]
    if field.fieldtype in ("Rating", "Time"):  # as the text that was kept
        return value
    if kind.is_number:
        return kind.cast(value, field)
    convert = READERS.get(kind.column.kind) if kind.column else None
    return convert(value) if convert and isinstance(value, str) and value else value


def write_single(document: Any) -> None:
    """Write all values of a Single."""
    db, meta = current().db, document.meta
    db.execute("DELETE FROM `tabSingles` WHERE doctype=?", (meta["name"],))
    pairs = zip(meta.columns, row_values(document), strict=True)
    db.bulk(
        "INSERT INTO `tabSingles` (doctype, field, value) VALUES (?, ?, ?)",
        [
            (meta["name"], name, _text(_kept(document, name, value)))
            for name, value in pairs
            if value is not None and name not in ("name", "creation")
        ],
    )


def _kept(document: Any, name: str, value: Any) -> Any:
    """A Single keeps a time as it was written."""
    own = document.__dict__.get(name)
    field = document.meta.get_field(name)
    return own if field and field.fieldtype == "Time" and isinstance(own, str) else value


def _text(value: Any) -> str:
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


# children -------------------------------------------------------------------------------------


def write_children(document: Any) -> None:
    """Write the rows of all tables: known ones again, new ones in, those left out removed."""
    for field in document.meta.table_fields:
        _write_table(document, field.fieldname, field.options)


def _write_table(document: Any, fieldname: str, doctype: str) -> None:
    rows = document.__dict__.get(fieldname)
    if rows is None:
        return
    db = current().db
    known = {
        row[0]
        for row in db.rows(
            f"SELECT name FROM `tab{doctype}` WHERE parent=? AND parenttype=? AND parentfield=?",
            (str(document.name), document.doctype, fieldname),
        )
    }
    kept = set()
    for row in rows:
        row.parent = document.name
        if row.name in known:
            update(row)
            kept.add(row.name)
        else:
            _insert_child(row)
    for name in known - kept:
        delete_row(doctype, name)


def _insert_child(row: Any) -> None:
    if not row.__dict__.get("name"):
        set_new_name(row)
    insert(row)
    row.__dict__.pop("__islocal", None)


def table_of(doctype: str) -> str:
    """The quoted table of a DocType, after checking that the DocType exists."""
    return quoted(f"tab{get_meta(doctype)['name']}")


def refuse_missing(doctype: str, name: Any) -> NoReturn:
    """The message for a document that is not there."""
    throw(_("{0} {1} not found").format(_(doctype), name), DoesNotExistError)
