"""Queries from names and filters, without permissions."""

from typing import Any

from pypika import Criterion, Field, Order
from pypika.terms import Term

from frappe.query_builder.builder import DocType, Query

COMPARE: dict[str, Any] = {
    "=": lambda field, value: field == value,
    "!=": lambda field, value: field != value,
    ">": lambda field, value: field > value,
    ">=": lambda field, value: field >= value,
    "<": lambda field, value: field < value,
    "<=": lambda field, value: field <= value,
    "like": lambda field, value: field.like(value),
    "not like": lambda field, value: field.not_like(value),
    "in": lambda field, value: field.isin(list(value)),
    "not in": lambda field, value: field.notin(list(value)),
    "between": lambda field, value: field[value[0] : value[1]],
    "is": lambda field, value: _filled(field) if str(value).lower() == "set" else ~_filled(field),
}


def _filled(field: Any) -> Any:
    return field.isnotnull() & (field != "")


def get_query(
    table: Any,
    *,
    fields: Any = None,
    filters: Any = None,
    order_by: str | None = None,
    group_by: str | None = None,
    limit: int | None = None,
    offset: int | None = None,
    distinct: bool = False,
    for_update: bool = False,
    update: bool = False,
    into: bool = False,
    delete: bool = False,
    **_ignored: Any,
) -> Any:
    """A query on a DocType; it is run with `.run()`."""
    source = DocType(table)
    if into:
        return Query.into(source)
    if update:
        return _filtered(Query.update(source), source, filters)
    query = _filtered(Query.from_(source), source, filters)
    if delete:
        return query.delete()
    query = query.select(*_fields(source, fields))
    query = query.distinct() if distinct else query
    query = _ordered(query, source, order_by, group_by)
    query = query.limit(limit) if limit else query
    query = query.offset(offset) if offset else query
    return query.for_update() if for_update else query


def _fields(source: Any, fields: Any) -> list[Any]:
    given = (
        [part.strip() for part in fields.split(",")] if isinstance(fields, str) else list(fields or ["name"])
    )
    return [one if isinstance(one, Term) else _field(source, one) for one in given]


def _field(source: Any, text: str) -> Any:
    name, _as, alias = text.partition(" as ")
    if name.strip() == "*":
        return source.star
    field = Field(name.strip().strip("`"), table=source)
    return field.as_(alias.strip()) if alias else field


def _filtered(query: Any, source: Any, filters: Any) -> Any:
    for condition in conditions(source, filters):
        query = query.where(condition)
    return query


def conditions(source: Any, filters: Any) -> list[Any]:
    """Criteria of a dictionary, of lists `[field, operator, value]`, or of a name."""
    if filters in (None, {}, []):
        return []
    if isinstance(filters, Criterion):
        return [filters]
    if isinstance(filters, dict):
        return [_condition(source, field, *_pair(value)) for field, value in filters.items()]
    if isinstance(filters, (list, tuple)):
        return [one if isinstance(one, Criterion) else _condition(source, *list(one)[-3:]) for one in filters]
    return [source.name == filters]


def _pair(value: Any) -> tuple[str, Any]:
    return (str(value[0]), value[1]) if isinstance(value, (list, tuple)) else ("=", value)


def _condition(source: Any, name: Any, operator: str, value: Any) -> Any:
    field = name if isinstance(name, Term) else Field(str(name), table=source)
    if value is None and operator in ("=", "!="):
        return field.isnull() if operator == "=" else field.isnotnull()
    compare = COMPARE.get(operator.lower())
    if compare is None:
        raise ValueError(f"unknown operator: {operator}")
    return compare(field, value)


def _ordered(query: Any, source: Any, order_by: str | None, group_by: str | None) -> Any:
    for part in (group_by or "").split(","):
        if part.strip():
            query = query.groupby(_field(source, part.strip()))
    for part in (order_by or "").split(","):
        name, _space, way = part.strip().partition(" ")
        if name:
            order = Order.desc if way.strip().lower() == "desc" else Order.asc
            query = query.orderby(_field(source, name), order=order)
    return query
