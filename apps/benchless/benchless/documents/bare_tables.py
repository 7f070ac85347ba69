"""Rows of tables that no DocType describes: `Singles`, `__global_search` and their like."""

from __future__ import annotations

from typing import Any

from ..access.filters import Filter, parse
from ..context import current
from ..messages import throw
from ..sql import quoted
from ..sql.statements import to_sql
from ..translations import _

TABLES = frozenset(
    {
        "tabDefaultValue",
        "tabSeries",
        "tabSessions",
        "tabSingles",
        "__Auth",
        "__UserSettings",
        "__global_search",
    }
)


def table_of(name: str) -> str | None:
    """The table behind the name that `frappe.db` takes, where it is one of these."""
    table = name if name.startswith("__") else f"tab{name}"
    return table if table in TABLES else None


def delete(table: str, filters: Any) -> None:
    """Remove rows whose columns equal a value or one of several. Raises ValidationError for other filters."""
    conditions = [_condition(one) for one in parse(filters)]
    where = " AND ".join(sql for sql, _values in conditions)
    values = tuple(value for _sql, several in conditions for value in several)
    db = current().db
    db.begin()
    db.execute(f"DELETE FROM {quoted(table)}" + (f" WHERE {where}" if where else ""), values)


def _condition(one: Filter) -> tuple[str, list[Any]]:
    several = one.value if one.operator.lower() == "in" else [one.value]
    if one.operator.lower() not in ("=", "in"):
        throw(_("{0} is not an operator of filters").format(one.operator))
    marks = ", ".join("?" for _value in several)
    return f"{quoted(one.field)} IN ({marks})", [to_sql(value) for value in several]
