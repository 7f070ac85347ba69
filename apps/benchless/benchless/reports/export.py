"""A report as a file."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from benchless.reports import tables
from benchless.reports.run import Outcome
from benchless.translations import _
from benchless.values import Row, cint, cstr, flt

TAG = re.compile(r"<[^>]+>")
HIDDEN_TYPES = ("Button", "HTML")


def grid(
    outcome: Outcome, *, indent: bool = False, visible: list[int] | None = None
) -> tuple[list[Row], list[list[Any]]]:
    """Shown columns, and the rows with the head first."""
    columns = [one for one in outcome.columns if not cint(one.hidden) and one.fieldtype not in HIDDEN_TYPES]
    places = {id(one): place for place, one in enumerate(outcome.columns)}
    rows = [[_(cstr(one.label)) for one in columns]]
    for number, row in enumerate(outcome.rows):
        if visible is not None and number not in visible:
            continue
        rows.append([_cell(row, one, places[id(one)], indent and one is columns[0]) for one in columns])
    return columns, rows


def _cell(row: Any, column: Row, place: int, indented: bool) -> Any:
    value = row.get(column.fieldname) if isinstance(row, dict) else row[place] if place < len(row) else None
    if isinstance(value, str) and "<" in value:
        value = TAG.sub("", value)
    if column.fieldtype == "Duration" and value not in (None, ""):
        value = str(timedelta(seconds=flt(value)))
    if indented and isinstance(row, dict) and cint(row.get("indent")):
        value = "    " * cint(row["indent"]) + cstr(value)
    return value


def as_file(
    outcome: Outcome,
    name: str,
    kind: str,
    *,
    above: list[list[Any]] | None = None,
    delimiter: str = ",",
    **options: Any,
) -> tuple[str, bytes]:
    """File name and content: `CSV` or `Excel`. What stands `above` the table is set off by an empty line."""
    columns, rows = grid(outcome, **options)
    rows = [*above, [], *rows] if above else rows
    if kind.lower() == "csv":
        return f"{name}.csv", tables.to_csv(rows, delimiter, quote_texts=True)
    widths = [max(flt(cstr(one.width).rstrip("px")) / 8 or 14, 8) for one in columns]
    return f"{name}.xlsx", tables.to_xlsx(rows, name, widths)
