"""How columns of stored texts are read: for Python as values, for the API as its own texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..sql.statements import to_date, to_datetime, to_time

Reader = Callable[[Iterable[Any]], list[Any]]
# The place of a column in its row, and its reader.
Readers = tuple[tuple[int, Reader], ...]


def _each(convert: Callable[[str], Any]) -> Reader:
    return lambda cells: [convert(cell) if type(cell) is str else cell for cell in cells]


def api_datetimes(cells: Iterable[Any]) -> list[Any]:
    """`.000000` is not shown, as by Python's own text of a datetime."""
    return [cell[:-7] if type(cell) is str and cell.endswith(".000000") else cell for cell in cells]


def time_answer(value: Any) -> str:
    """A timedelta in the API's words: hours without a leading zero; `1:02:3.5` when there are fractions."""
    if not hasattr(value, "total_seconds"):
        return str(value)
    whole = int(value.total_seconds())
    if value.microseconds:
        seconds = f"{whole % 60}.{value.microseconds:06d}".rstrip("0")
        return f"{whole // 3600}:{whole // 60 % 60:02d}:{seconds}"
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


PYTHON_READERS = {"Date": _each(to_date), "Datetime": _each(to_datetime), "Time": _each(to_time)}
API_READERS = {"Datetime": api_datetimes, "Time": _each(lambda text: time_answer(to_time(text)))}
