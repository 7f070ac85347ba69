"""The one way to rows: lists, reports, trees, search, export and print all end here."""

from __future__ import annotations

from typing import Any

from ..arguments import as_list as listed_of
from ..context import current
from ..errors import DataError, FrappeTypeError, PermissionError, ValidationError
from ..messages import throw
from ..schema import find_meta, get_meta
from ..sql.problems import DatabaseProblem
from ..translations import _
from ..values import Row, cint, row_count
from . import virtual
from .filters import Condition, Filter, condition, joined, parse
from .ordering import order_sql
from .permissions import has_permission, readable_fields
from .predicate import of_rows, visible
from .readers import Readers
from .selection import Query, Selection, Shown, called_sql, parse_field, plain_name

PAGE = 20
COUNT_LIMIT = 100_001


def get_list(
    doctype: str,
    fields: Any = None,
    filters: Any = None,
    or_filters: Any = None,
    group_by: str | None = None,
    order_by: str | None = None,
    limit_start: Any = None,
    limit_page_length: Any = PAGE,
    *,
    as_list: bool = False,
    pluck: str | None = None,
    distinct: bool = False,
    ignore_permissions: bool = False,
    user: str | None = None,
    parent_doctype: str | None = None,
    raw: bool = False,
    ptype: str = "read",
    lock: bool = False,
    only_own: bool = False,
    with_keys: bool = False,
    **_ignored: Any,
) -> Any:
    """Rows of a DocType as the user may see them.

    `fields` names columns (see `selection`), `filters` every documented form. `limit_page_length` 0 means
    all. `only_own` leaves out what others own. `raw` leaves dates as the texts that the HTTP API answers.
    Gives Rows, lists (`as_list`; `with_keys` the keys and the rows) or values (`pluck`). `lock` keeps other
    writers off the rows until the transaction ends.
    Raises PermissionError, DataError for unknown fields, ValidationError for bad filters.
    """
    meta = get_meta(doctype)
    _refuse_shapes(group_by=group_by, order_by=order_by, parent_doctype=parent_doctype, pluck=pluck)
    if meta["is_virtual"]:
        asked = {
            "fields": fields, "filters": filters, "or_filters": or_filters, "order_by": order_by,
            "limit_start": cint(limit_start), "limit_page_length": cint(limit_page_length),
            "start": cint(limit_start), "page_length": cint(limit_page_length), "as_list": as_list,
            "pluck": pluck, "user": user,
        }  # fmt: skip
        return virtual.get_list(meta, asked, ignore_permissions=ignore_permissions)
    query = _open_query(doctype, user, ignore_permissions, parent_doctype, ptype)
    query.only_own = only_own
    selection = _selected(query, pluck or fields)
    once = distinct or selection.distinct
    sql, values = _compose(
        query, selection, filters, or_filters, group_by, order_by, once, parent_doctype, ptype
    )
    sql += _limit(limit_start, limit_page_length) + (current().db.locking if lock else "")
    rows = _typed(_execute(sql, values), selection.api if raw else selection.python)
    keys = selection.keys
    if pluck:
        return [row[0] for row in rows]
    if as_list:
        return (list(keys), rows) if with_keys else [list(row) for row in rows]
    return [Row(zip(keys, row, strict=True)) for row in rows]


def count(
    doctype: str,
    filters: Any = None,
    or_filters: Any = None,
    *,
    distinct: bool | None = None,
    limit: int | None = None,
    ignore_permissions: bool = False,
    user: str | None = None,
    parent_doctype: str | None = None,
) -> int:
    """How many rows the user may see; with `limit` counting stops there.

    Each document counts once, unless `distinct` is False and filters on rows meet several of them.
    """
    meta = get_meta(doctype)
    _refuse_shapes(parent_doctype=parent_doctype)
    if meta["is_virtual"]:
        asked = {"filters": filters, "or_filters": or_filters, "user": user}
        return virtual.count(meta, asked, ignore_permissions=ignore_permissions)
    query = _open_query(doctype, user, ignore_permissions, parent_doctype, "read")
    where = _where(query, filters, or_filters, parent_doctype, "read")
    several = distinct or (distinct is None and bool(query.joins))
    body = f"FROM {query.table} {' '.join(query.joins.values())}{where.sql}"
    if limit:
        what = f"DISTINCT {query.table}.name" if several else "1"
        sql = f"SELECT COUNT(*) FROM (SELECT {what} {body} LIMIT {row_count(limit)}) AS counted"
    else:
        sql = f"SELECT COUNT({f'DISTINCT {query.table}.name' if several else '*'}) {body}"
    return int(_execute(sql, where.values)[0][0])


def _refuse_shapes(**words: Any) -> None:
    for name, value in words.items():
        if value is not None and not isinstance(value, str):
            throw(_("{0} must be a single value").format(name), FrappeTypeError)


def _open_query(doctype: str, user: str | None, free: bool, parent_doctype: str | None, ptype: str) -> Query:
    session = current()
    query = Query(get_meta(doctype), user or session.user, free or bool(session.flags.ignore_permissions))
    if query.meta["issingle"]:
        throw(_("{0} is a single document: it has no list").format(_(doctype)))
    if query.meta["istable"] and not query.free:
        _check_parent(query, parent_doctype, ptype)
    return query


def _check_parent(query: Query, parent_doctype: str | None, ptype: str) -> None:
    name = query.meta["name"]
    parent = find_meta(parent_doctype) if parent_doctype else None
    if parent and not any(row.options == name for row in parent.table_fields):
        throw(_("{0} is no table of {1}").format(_(name), _(parent["name"])), PermissionError)
    if not has_permission(name, ptype, user=query.user, parent_doctype=parent_doctype, explain=True):
        throw(_("Rows of {0} can be read through their parent only").format(_(name)), PermissionError)


def _selected(query: Query, fields: Any) -> Selection:
    """The wanted columns. The same question of the same user is parsed once per change of the rules."""
    if not isinstance(fields, list | tuple) or not all(type(item) is str for item in fields):
        return Selection.of(query, _parse(query, fields))
    store = current().site.cache.store("schema")
    readable = None if query.free else readable_fields(query.meta, query.user)
    key = ("selected", query.meta["name"], readable, *fields)
    kept: Selection | None = store.get(key)
    if kept is None or kept.meta is not query.meta:
        kept = Selection.of(query, _parse(query, fields))
        if any("." in item and "`" not in item for item in fields):
            return kept  # it names a neighbour, whose own rules were asked
        store[key] = kept
    query.joins.update(kept.joins)
    query.aliases.update(kept.aliases)
    return kept


def _parse(query: Query, fields: Any) -> list[Shown]:
    if isinstance(fields, str):
        fields = listed_of(fields) if fields.startswith("[") else [part.strip() for part in _commas(fields)]
    if not fields:
        fields = ["name"]
    if not isinstance(fields, list | tuple):
        raise ValidationError(_("{0} must be a list").format("fields"))
    shown = [column for item in fields for column in parse_field(query, item)]
    unique = {column.key: column for column in reversed(shown)}
    ordered = [column for column in shown if unique[column.key] is column]
    return ordered or parse_field(query, "name")


def _commas(text: str) -> list[str]:
    return text.split(",") if "(" not in text else [text]


def _compose(
    query: Query,
    selection: Selection,
    filters: Any,
    or_filters: Any,
    group_by: str | None,
    order_by: str | None,
    distinct: bool,
    parent_doctype: str | None,
    ptype: str,
) -> tuple[str, tuple[Any, ...]]:
    where = _where(query, filters, or_filters, parent_doctype, ptype)
    grouping = _grouping(query, group_by)
    ordering = order_sql(query, order_by, grouped=bool(group_by) or selection.aggregated)
    joins = " ".join(query.joins.values())
    head = "SELECT DISTINCT" if distinct else "SELECT"
    sql = f"{head} {selection.sql} FROM {query.table} {joins}{where.sql}{grouping}{ordering}"
    return sql, where.values


def _where(query: Query, filters: Any, or_filters: Any, parent_doctype: str | None, ptype: str) -> Condition:
    conditions = [_one(query, item) for item in parse(filters)]
    alternatives = joined([_one(query, item) for item in parse(or_filters)], "OR")
    mine = Condition("") if query.free else _visible(query, ptype)
    rows = _only_visible_parents(query, parent_doctype)
    own = Condition(f"{query.table}.owner = ?", (query.user,)) if query.only_own else Condition("")
    whole = joined([*conditions, alternatives, mine, rows, own])
    return Condition(f" WHERE {whole.sql}" if whole.sql else "", whole.values)


def _visible(query: Query, ptype: str) -> Condition:
    if query.meta["istable"]:
        return of_rows(query.meta, query.user)
    return visible(query.meta, query.user, ptype)


def _only_visible_parents(query: Query, parent_doctype: str | None) -> Condition:
    """Rows of a child table are seen through the parents that the user may see."""
    if query.free or not query.meta["istable"] or not parent_doctype:
        return Condition("")
    parent = get_meta(parent_doctype)
    if parent["issingle"]:  # its rows are its own, and the right to read it was asked for
        return Condition(f"{query.table}.parenttype = ?", (parent_doctype,))
    mine = visible(parent, query.user)
    inner = f"SELECT name FROM `tab{parent['name']}`" + (f" WHERE {mine.sql}" if mine.sql else "")
    return Condition(
        f"({query.table}.parenttype = ? AND {query.table}.parent IN ({inner}))",
        (parent_doctype, *mine.values),
    )


def _one(query: Query, item: Filter) -> Condition:
    if not isinstance(item.field, str):
        raise ValidationError(_("A filter needs the name of a field"))
    if item.doctype is not None and item.doctype != query.meta["name"]:
        column = query.filtered(item.doctype, item.field)
    else:
        if (plain_name(item.field) is None or "`" in item.field) and not query.free:
            throw(_("Field not permitted in query: {0}").format(item.field), DataError)
        column = query.resolve(item.field)
    return condition(column, item.operator, item.value)


def _grouping(query: Query, group_by: str | None) -> str:
    if not group_by:
        return ""
    parts = [part.strip() for part in group_by.split(",")]
    return " GROUP BY " + ", ".join(_group(query, part) for part in parts)


def _group(query: Query, part: str) -> str:
    """An alias, a column, or a function of one column."""
    if part in query.aliases:
        return f"`{part}`"
    return called_sql(query, part) or query.resolve(part).sql


def _limit(start: Any, length: Any) -> str:
    size, offset = row_count(length), row_count(start)
    if size < 0 or offset < 0:
        throw(_("Limit cannot be negative"))
    if not size:  # all rows: there is no page to begin at
        return ""
    return f" LIMIT {size} OFFSET {offset}" if offset else f" LIMIT {size}"


def _typed(rows: list[Any], readers: Readers) -> list[Any]:
    """Dates and times in the form that the caller wants, a column at a time."""
    stored = {position: [row[position] for row in rows] for position, _read in readers}
    typed = {position: read(stored[position]) for position, read in readers}
    if typed == stored:
        return rows
    columns: list[Any] = list(zip(*rows, strict=True))
    for position, cells in typed.items():
        columns[position] = cells
    return list(zip(*columns, strict=True))


def _execute(sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    try:
        return current().db.rows(sql, values)
    except DatabaseProblem as error:
        raise DataError(str(error)) from error
