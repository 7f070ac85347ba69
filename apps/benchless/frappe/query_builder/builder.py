"""Queries built in Python. Every value travels as a parameter, never as text."""

from datetime import date, datetime, time
from enum import Enum
from typing import Any

from pypika import MySQLQuery, PyformatParameter, Table
from pypika.dialects import MySQLQueryBuilder
from pypika.queries import _SetOperation
from pypika.terms import Function, Parameter, Term, ValueWrapper
from pypika.utils import format_alias_sql

import frappe


def _value_sql(
    self: Any,
    quote_char: str | None = None,
    secondary_quote_char: str = "'",
    parameter: Parameter | None = None,
    **kwargs: Any,
) -> str:
    """As pypika writes it, but dates keep the form in which the database stores them."""
    if isinstance(self.value, Term):
        return str(self.value.get_sql(quote_char=quote_char, parameter=parameter, **kwargs))
    if parameter is None:
        text = self.get_value_sql(quote_char=quote_char, secondary_quote_char=secondary_quote_char, **kwargs)
        return str(format_alias_sql(text, self.alias, quote_char=quote_char, **kwargs))
    if self.value is None:
        return str(format_alias_sql("NULL", self.alias, quote_char=quote_char, **kwargs))
    mark, key = self._get_param_data(parameter, **kwargs)
    parameter.update_parameters(param_key=key, value=plain(self.value), **kwargs)
    return str(format_alias_sql(mark, self.alias, quote_char=quote_char, **kwargs))


def plain(value: Any) -> Any:
    """What the database takes."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, (str, int, float, bytes, date, datetime, time)) else str(value)


def _function_sql(self: Any, **kwargs: Any) -> str:
    """As pypika writes it, but parameters reach the arguments: pypika forgets them here."""
    with_alias = kwargs.pop("with_alias", False)
    inner = {key: kwargs[key] for key in ("quote_char", "dialect", "parameter") if key in kwargs}
    text = self.get_function_sql(with_namespace=kwargs.pop("with_namespace", False), **inner)
    if self.schema is not None:
        text = f"{self.schema.get_sql(**kwargs)}.{text}"
    return str(format_alias_sql(text, self.alias, **kwargs)) if with_alias else text


ValueWrapper.get_sql = _value_sql  # type: ignore[method-assign]
Function.get_sql = _function_sql  # type: ignore[method-assign]


class Runs:
    """What a query can do beside being built."""

    def walk(self) -> tuple[str, dict[str, Any]]:
        """The text and its parameters: `%(param1)s` …"""
        collected = PyformatParameter()
        text = self.get_sql(parameter=collected)  # type: ignore[attr-defined]
        return text, dict(collected.get_parameters())  # type: ignore[no-untyped-call]

    def run(self, *args: Any, **kwargs: Any) -> Any:
        """Rows of the query; arguments as those of `frappe.db.sql` after the text."""
        text, values = self.walk()
        kwargs.pop("run", None)
        return frappe.db.sql(text, values, *args, **kwargs)


class Builder(Runs, MySQLQueryBuilder):  # type: ignore[misc]  # so in pypika itself
    """A query that can be run."""


_SetOperation.walk = Runs.walk  # type: ignore[attr-defined]
_SetOperation.run = Runs.run  # type: ignore[attr-defined]


def DocType(name: Any, *args: Any, **kwargs: Any) -> Table:  # noqa: N802 documented name
    """The table of a DocType."""
    return name if isinstance(name, Table) else Table(f"tab{name}", *args, **kwargs)


def _table(given: Any) -> Any:
    return DocType(given) if isinstance(given, str) else given


class Query(MySQLQuery):
    """Where queries begin: `frappe.qb`."""

    @classmethod
    def _builder(cls, **kwargs: Any) -> MySQLQueryBuilder:
        return Builder(**kwargs)

    @classmethod
    def from_(cls, table: Any, *args: Any, **kwargs: Any) -> Any:
        return super().from_(_table(table), *args, **kwargs)

    @classmethod
    def into(cls, table: Any, *args: Any, **kwargs: Any) -> Any:
        return super().into(_table(table), *args, **kwargs)

    @classmethod
    def update(cls, table: Any, *args: Any, **kwargs: Any) -> Any:
        return super().update(_table(table), *args, **kwargs)
