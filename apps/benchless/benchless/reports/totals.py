"""The line of sums under a report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchless.translations import _
from benchless.values import Row, cint, flt

SUMMED = ("Currency", "Int", "Float", "Percent", "Duration")


def total_row(rows: list[dict[str, Any]], columns: list[Row]) -> list[Any]:
    """Sums of number columns (means of percentages), `Total` in the first column of words."""
    usable = [row for row in rows if not cint(row.get("is_total_row")) and not _is_child(row, rows)]
    cells: list[Any] = [_cell(column, usable) for column in columns]
    first = columns[0] if columns else None
    if first is not None and first.fieldtype not in SUMMED:
        cells[0] = _("Total")
    return cells


def _is_child(row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """In an indented report only the outermost rows count."""
    return bool(cint(row.get("indent"))) and bool(rows) and not cint(rows[0].get("indent"))


def _kind_of(values: list[Any]) -> str | None:
    """The type of a column that a query gives without one, by its first number."""
    first = next(
        (value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)), None
    )
    return None if first is None else "Int" if isinstance(first, int) else "Float"


def _cell(column: Row, rows: list[dict[str, Any]]) -> Any:
    if cint(column.disable_total):
        return ""
    values = [row.get(column.fieldname) for row in rows]
    kind = column.fieldtype or _kind_of(values)
    if kind in SUMMED:
        total = sum(flt(value) for value in values)
        if kind == "Percent":
            return total / len(values) if values else 0
        return cint(total) if kind == "Int" else total
    if column.fieldtype == "Time":
        return sum((value for value in values if isinstance(value, timedelta)), timedelta())
    return ""
