"""Filters of the list API → SQL conditions with parameters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ..context import current
from ..errors import ValidationError
from ..messages import throw
from ..schema import Meta
from ..sql.statements import to_sql
from ..translations import _
from . import timespans, trees

MOMENTS = ("Date", "Datetime", "Time")


class Condition(NamedTuple):
    """A piece of SQL and the values of its `?`."""

    sql: str
    values: tuple[Any, ...] = ()


class Filter(NamedTuple):
    """One filter: `doctype` is None for the DocType of the list itself."""

    doctype: str | None
    field: str
    operator: str
    value: Any


def parse(filters: Any) -> list[Filter]:
    """Every documented form: a dict, a list of lists of 3 parts and more, a name, or JSON text of these."""
    if isinstance(filters, str) and filters[:1] in "[{":
        filters = _loads(filters)
    if not filters and filters != 0:
        return []
    if isinstance(filters, str | int):
        return [Filter(None, "name", "=", filters)]
    if isinstance(filters, dict):
        return [_from_pair(field, value) for field, value in filters.items()]
    if not isinstance(filters, list | tuple):
        raise ValidationError(_("A filter must be a list or a dictionary"))
    return [one for item in filters for one in _from_item(item)]


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValidationError(_("Invalid JSON: {0}").format(text[:100])) from error


def _from_item(item: Any) -> list[Filter]:
    if isinstance(item, dict):
        return [_from_pair(field, value) for field, value in item.items()]
    if isinstance(item, Filter):
        return [item]
    if isinstance(item, list | tuple):
        return [_from_list(list(item))]
    raise ValidationError(_("A filter must be a list or a dictionary"))


def _from_pair(field: str, value: Any) -> Filter:
    if isinstance(value, list | tuple) and not isinstance(value, str):
        if len(value) < 2:
            raise ValidationError(_("A filter needs a field, an operator and a value"))
        return Filter(None, field, value[0], value[1])
    return Filter(None, field, "=", value)


def _from_list(parts: list[Any]) -> Filter:
    if len(parts) == 3:
        return Filter(None, parts[0], parts[1], parts[2])
    if len(parts) > 3:
        return Filter(parts[0], parts[1], parts[2], parts[3])
    raise ValidationError(_("A filter needs a field, an operator and a value"))


# one condition per operator -------------------------------------------------------------------


class Column(NamedTuple):
    """A column in a query: its SQL, its Meta and fieldname, and its kind."""

    sql: str
    meta: Meta
    field: str

    @property
    def is_number(self) -> bool:
        return self.meta.type_of(self.field).is_number

    @property
    def empty(self) -> str:
        """What a NULL counts as."""
        kind = self.meta.get_fieldtype(self.field)
        if self.is_number:
            return "0"
        return {"Date": "'0001-01-01'", "Datetime": "'0001-01-01 00:00:00.000000'", "Time": "'00:00:00'"}.get(
            kind or "", "''"
        )

    @property
    def never_null(self) -> bool:
        return self.field in ("name", "docstatus", "idx") or (self.is_number and self.field != "duration")

    def filled(self) -> str:
        return self.sql if self.never_null else f"IFNULL({self.sql}, {self.empty})"

    @property
    def is_moment(self) -> bool:
        """Days and times; the system's own stamps are compared as texts too."""
        own = self.meta.get_field(self.field)
        return own is not None and own.fieldtype in MOMENTS

    def value(self, value: Any) -> Any:
        """A filter's value as the column stores it."""
        kind = self.meta.get_fieldtype(self.field)
        if kind == "Date" and isinstance(value, int | float):
            throw(_("{0} is not a valid date").format(value))
        if kind in MOMENTS and value not in (None, ""):
            return self._moment(value)
        if self.is_number and isinstance(value, str):
            return _number(value)
        return to_sql(value)

    def compared(self, value: Any) -> Any:
        """The value of a comparison: an empty one on a Date means today."""
        if value in (None, "") and self.meta.get_fieldtype(self.field) == "Date":
            return self._moment(current().site.now().date())
        return self.value(value)

    def _moment(self, value: Any) -> Any:
        return self.meta.type_of(self.field).to_column(value, self.meta.get_field(self.field) or _BARE)


class _Bare(dict[str, Any]):
    def __getattr__(self, key: str) -> Any:
        return "" if key == "label" else None


_BARE: Any = _Bare()


def _number(text: str) -> Any:
    """A number; text that is none counts as 0, as in every number field."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return 0


def condition(column: Column, operator: str, value: Any) -> Condition:
    """SQL of one filter. Raises ValidationError for an operator that does not exist."""
    build = OPERATORS.get(str(operator).lower())
    if build is None:
        throw(_("{0} is not an operator of filters").format(operator))
    return build(column, value)


def _equals(column: Column, value: Any) -> Condition:
    if (value is None or value == "") and column.meta.get_fieldtype(column.field) != "Date":
        return _equals_nothing(column)
    return Condition(f"{column.sql} = ?", (column.compared(value),))


def _differs(column: Column, value: Any) -> Condition:
    if value is None and column.meta.get_fieldtype(column.field) != "Date":
        return _is(column, "set")
    return Condition(f"{column.filled()} != ?", (column.compared(value),))


def _compare(sign: str) -> Callable[[Column, Any], Condition]:
    def build(column: Column, value: Any) -> Condition:
        side = column.filled() if sign in ("<", "<=") else column.sql
        return Condition(f"{side} {sign} ?", (column.compared(value),))

    return build


def _like(column: Column, value: Any) -> Condition:
    _refuse_moments(column)
    return Condition(f"{column.filled()} LIKE ?", (str(value),))


def _refuse_moments(column: Column) -> None:
    if column.is_moment:
        throw(_("Days and times cannot be searched with “like”"))


def _not_like(column: Column, value: Any) -> Condition:
    _refuse_moments(column)
    return Condition(f"{column.filled()} NOT LIKE ?", (str(value),))


def _members(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    if not isinstance(value, Iterable):
        throw(_("{0} must be a list").format(value))
    return list(value)


def _in(column: Column, value: Any) -> Condition:
    members = _members(value)
    if not members:  # an empty list finds what is empty, as the empty text does; a number is never empty
        return Condition("0") if column.is_number else _equals_nothing(column)
    filled = [one for one in members if one not in (None, "")]
    inside = _list(column.sql, "IN", [column.value(one) for one in filled]) if filled else Condition("")
    unset = _equals_nothing(column) if len(filled) < len(members) else Condition("")
    return joined([inside, unset], "OR")


def _equals_nothing(column: Column) -> Condition:
    if column.is_number:
        return Condition(f"{column.filled()} = 0")
    return Condition(f"({column.sql} IS NULL OR {column.sql} = '')")


def _not_in(column: Column, value: Any) -> Condition:
    members = _members(value)
    if not members:
        return Condition("1")
    return _list(column.filled(), "NOT IN", [column.value("" if one is None else one) for one in members])


def _list(side: str, word: str, values: list[Any]) -> Condition:
    members, bound = current().db.members(values)
    return Condition(f"{side} {word} {members}", bound)


def _is(column: Column, value: Any) -> Condition:
    word = str(value)
    if word not in ("set", "not set"):
        throw(_("The operator “is” takes “set” or “not set”"))
    if column.is_number:
        return Condition(f"{column.filled()} {'!=' if word == 'set' else '='} 0")
    if word == "set":
        return Condition(f"({column.sql} IS NOT NULL AND {column.sql} != '')")
    return Condition(f"({column.sql} IS NULL OR {column.sql} = '')")


def _between(column: Column, value: Any) -> Condition:
    if column.meta.get_fieldtype(column.field) not in ("Date", "Datetime"):
        throw(_("“between” is for dates"))
    if isinstance(value, str):  # one text names no two ends
        return Condition("0")
    given = [one for one in _members(value) if one not in (None, "")]
    low, high = timespans.bounds(given, column.meta.get_fieldtype(column.field) or "Data")
    return Condition(f"{column.sql} BETWEEN ? AND ?", (column.value(low), column.value(high)))


def _timespan(column: Column, value: Any) -> Condition:
    return _between(column, timespans.span(str(value)))


def _previous(column: Column, value: Any) -> Condition:
    return _timespan(column, f"last {_unit(value)}")


def _next(column: Column, value: Any) -> Condition:
    return _timespan(column, f"next {_unit(value)}")


def _unit(value: Any) -> str:
    """`1 week` → `week`; three months are a quarter."""
    words = str(value).strip().lower()
    return "quarter" if words == "3 months" else words.removeprefix("1 ")


def _tree(word: str) -> Callable[[Column, Any], Condition]:
    def build(column: Column, value: Any) -> Condition:
        if column.field == "name":
            doctype = column.meta["name"]
        else:
            field = column.meta.get_field(column.field)
            doctype = field.options if field else column.meta["name"]
        return Condition(f"{column.filled()} {trees.members(doctype, word)}", (column.value(value),))

    return build


OPERATORS: dict[str, Callable[[Column, Any], Condition]] = {
    "=": _equals,
    "!=": _differs,
    ">": _compare(">"),
    "<": _compare("<"),
    ">=": _compare(">="),
    "<=": _compare("<="),
    "like": _like,
    "not like": _not_like,
    "in": _in,
    "not in": _not_in,
    "is": _is,
    "between": _between,
    "timespan": _timespan,
    "previous": _previous,
    "next": _next,
    "descendants of": _tree("descendants of"),
    "descendants of (inclusive)": _tree("descendants of (inclusive)"),
    "ancestors of": _tree("ancestors of"),
    "not descendants of": _tree("not descendants of"),
    "not ancestors of": _tree("not ancestors of"),
}


def joined(conditions: Iterable[Condition], word: str = "AND") -> Condition:
    """Several conditions as one in brackets; no conditions give an empty one."""
    parts = [one for one in conditions if one.sql]
    if not parts:
        return Condition("")
    sql = f" {word} ".join(part.sql for part in parts)
    return Condition(f"({sql})", tuple(value for part in parts for value in part.values))


__all__ = ["OPERATORS", "Column", "Condition", "Filter", "condition", "joined", "parse"]
