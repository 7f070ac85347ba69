"""Single values without whole documents: the short questions of `frappe.db`. No permissions, no hooks."""

from __future__ import annotations

from typing import Any

from ..access.filters import parse
from ..access.query import count as count_rows
from ..access.query import get_list
from ..access.readers import API_READERS
from ..context import current
from ..errors import DataError
from ..schema import Meta, find_meta, get_meta
from ..schema.fieldtypes.texts import ShortText, Text
from ..schema.meta import STANDARD_FIELDS
from ..sql import quoted
from ..sql.problems import BadValue
from ..sql.statements import to_sql
from ..values import Row, cstr
from . import bare_tables
from .topics import BY_DOCTYPE


def get_all(doctype: str, **arguments: Any) -> Any:
    """`get_list` without permissions and without a limit."""
    if "limit" in arguments and "limit_page_length" not in arguments:
        arguments["limit_page_length"] = arguments.pop("limit")
    if "page_length" in arguments:
        arguments["limit_page_length"] = arguments.pop("page_length")
    if "start" in arguments:
        arguments["limit_start"] = arguments.pop("start")
    arguments.setdefault("limit_page_length", 0)
    arguments["ignore_permissions"] = True
    return get_list(doctype, **arguments)


def get_values(
    doctype: str,
    filters: Any = None,
    fieldname: Any = "name",
    *,
    as_dict: bool = False,
    order_by: str | None = None,
    limit: int = 0,
    for_update: bool = False,
    pluck: bool = False,
    distinct: bool = False,
) -> list[Any]:
    """Rows with the wanted fields: Rows or tuples."""
    meta = get_meta(doctype)
    names = [fieldname] if isinstance(fieldname, str) else list(fieldname)
    if for_update:
        current().db.begin()
    if meta["issingle"]:
        return _single_values(meta, names, as_dict)
    rows = get_all(
        doctype, fields=names, filters=filters, order_by=order_by or "none", limit_page_length=limit,
        as_list=not as_dict, distinct=distinct, lock=for_update,
    )  # fmt: skip
    if pluck:
        return [row[0] for row in rows]
    return rows if as_dict else [tuple(row) for row in rows]


def _single_values(meta: Meta, names: list[str], as_dict: bool) -> list[Any]:
    rows: dict[str, Any] = dict(
        current().db.rows("SELECT field, value FROM `tabSingles` WHERE doctype=?", (meta["name"],))
    )
    if names == ["*"]:
        names = list(rows)
    if not any(name in rows for name in names):
        return []
    picked = Row({name: rows.get(name) for name in names})
    return [picked] if as_dict else [tuple(picked.values())]


def get_value(
    doctype: str,
    filters: Any = None,
    fieldname: Any = "name",
    *,
    as_dict: bool = False,
    order_by: str | None = None,
    for_update: bool = False,
) -> Any:
    """The first match: one value, a tuple for several fields, a Row with `as_dict`; None without a match."""
    rows = get_values(
        doctype, filters, fieldname, as_dict=as_dict, order_by=order_by, limit=1, for_update=for_update
    )
    if not rows:
        return None
    return rows[0] if as_dict or not isinstance(fieldname, str) or fieldname == "*" else rows[0][0]


def get_single_value(doctype: str, fieldname: str) -> Any:
    """A value of a Single, cast by its field."""
    meta = get_meta(doctype)
    rows = current().db.rows(
        "SELECT value FROM `tabSingles` WHERE doctype=? AND field=?", (doctype, fieldname)
    )
    field = meta.get_field(fieldname)
    value = rows[0][0] if rows else None
    return value if field is None or fieldname not in meta.types else _of_single(meta, field, value)


def _of_single(meta: Meta, field: Row, value: Any) -> Any:
    """Numbers are 0 and texts empty when nothing is set; times are read as the API writes them."""
    kind = meta.types[field.fieldname]
    if field.fieldtype == "Rating":
        return value
    if kind.is_number:
        return kind.cast(value, field)
    if field.fieldtype in API_READERS:
        return API_READERS[field.fieldtype]([value])[0] if value else None
    return "" if value is None and isinstance(kind, Text) and not isinstance(kind, ShortText) else value


def exists(doctype: Any, name: Any = None) -> Any:
    """Name of a document that is there (by name or filters), or None."""
    if isinstance(doctype, dict):
        filters = dict(doctype)
        return exists(filters.pop("doctype"), filters)
    meta = find_meta(doctype)
    if meta is None:
        return None
    if meta["issingle"]:
        return doctype
    if meta["is_virtual"]:
        return name
    if name is None:
        name = doctype
    if isinstance(name, dict | list):
        return get_value(doctype, name, "name")
    rows = current().db.rows(f"SELECT name FROM `tab{meta['name']}` WHERE name=? LIMIT 1", (to_sql(name),))
    return rows[0][0] if rows else None


def count(doctype: str, filters: Any = None, distinct: bool = False) -> int:
    """How many documents meet the filters."""
    return count_rows(doctype, filters, distinct=distinct, ignore_permissions=True)


def set_value(
    doctype: str, filters: Any, field: Any, value: Any = None, *, update_modified: bool = True
) -> None:
    """Write fields of one or more documents at once. No hooks, no validation."""
    session = current()
    meta = get_meta(doctype)
    values = dict(field) if isinstance(field, dict) else {field: value}
    if meta["issingle"]:
        _set_single(meta, values)
        return
    if update_modified and not meta["istable"]:
        values.setdefault("modified", session.site.now())
        values.setdefault("modified_by", session.user)
    pairs = ", ".join(f"{quoted(name)}=?" for name in values)
    stored = tuple(_stored(meta, name, one) for name, one in values.items())
    table = f"`tab{meta['name']}`"
    session.db.begin()
    try:
        for name in _names(doctype, filters):
            session.db.execute(f"UPDATE {table} SET {pairs} WHERE name=?", (*stored, name))
    except BadValue as error:
        raise DataError(str(error)) from error
    _after_direct_write(doctype)


def _names(doctype: str, filters: Any) -> list[Any]:
    if isinstance(filters, str | int):
        return [to_sql(filters)]
    return get_all(doctype, filters=filters, pluck="name", order_by="none")  # type: ignore[no-any-return]


def _stored(meta: Meta, name: str, value: Any) -> Any:
    field = meta.get_field(name)
    if field is None or name in STANDARD_FIELDS or name not in meta.types:
        return to_sql(value)
    return meta.types[name].to_column(value, field)


def _set_single(meta: Meta, values: dict[str, Any]) -> None:
    session = current()
    values = {**values, "modified": session.site.now(), "modified_by": session.user}
    for name, value in values.items():
        session.db.execute("DELETE FROM `tabSingles` WHERE doctype=? AND field=?", (meta["name"], name))
        stored = _stored(meta, name, value)
        session.db.execute(
            "INSERT INTO `tabSingles` (doctype, field, value) VALUES (?, ?, ?)",
            (meta["name"], name, cstr(stored)),
        )
    session.site.cache.bump(session.db, "settings")


def delete(doctype: str, filters: Any = None) -> None:
    """Remove rows that meet the filters. No hooks."""
    if table := bare_tables.table_of(doctype):
        bare_tables.delete(table, filters)
        return
    db = current().db
    meta = get_meta(doctype)
    db.begin()
    if not parse(filters):
        db.execute(f"DELETE FROM `tab{meta['name']}`")
    for name in _names(doctype, filters) if parse(filters) else []:
        db.execute(f"DELETE FROM `tab{meta['name']}` WHERE name=?", (to_sql(name),))
    _after_direct_write(doctype)


def _after_direct_write(doctype: str) -> None:
    topics = BY_DOCTYPE.get(doctype)
    if topics:
        session = current()
        session.site.cache.bump(session.db, *topics)
