"""From the parameter styles that apps use to the one that SQLite takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

PARAMETER = re.compile(r"%\((\w+)\)s|%s|%%|'(?:[^'\\]|''|\\.)*'")
WRITES = re.compile(
    r"\s*(insert|update|delete|replace|create|drop|alter|begin|commit|rollback|vacuum|reindex)\b", re.I
)


def is_write(query: str) -> bool:
    """Whether a statement changes data or tables."""
    return WRITES.match(query) is not None


@lru_cache(maxsize=2000)
def _pieces(query: str) -> tuple[str, tuple[str | None, ...]]:
    names: list[str | None] = []

    def replace(match: re.Match[str]) -> str:
        text = match.group(0)
        if text == "%%":
            return "%"
        if text.startswith("'"):
            return text.replace("%%", "%")
        names.append(match.group(1))
        return "?"

    return PARAMETER.sub(replace, query), tuple(names)


def bind(query: str, values: Any) -> tuple[str, tuple[Any, ...]]:
    """`%s` and `%(name)s` → `?` and a tuple; a list value becomes a bracketed row of parameters."""
    if values is None or values == ():
        return query, ()
    if not isinstance(values, Mapping | Sequence) or isinstance(values, str | bytes):
        values = (values,)
    text, names = _pieces(query)
    picked = [values[name] for name in names] if isinstance(values, Mapping) else list(values)
    if any(isinstance(value, list | tuple | set) for value in picked):
        text, picked = _expand(text, picked)
    return text, tuple(map(to_sql, picked))


def _expand(text: str, values: list[Any]) -> tuple[str, list[Any]]:
    flat: list[Any] = []
    parts = text.split("?")
    out = [parts[0]]
    for value, part in zip(values, parts[1:], strict=True):
        if isinstance(value, list | tuple | set):
            members = list(value) or [None]
            out.append("(" + ",".join("?" * len(members)) + ")")
            flat.extend(members)
        else:
            out.append("?")
            flat.append(value)
        out.append(part)
    return "".join(out), flat


def to_sql(value: Any) -> Any:
    """A Python value as SQLite stores it."""
    kind = type(value)
    if kind in (str, int, float, type(None), bytes):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta | time):
        return time_text(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int):
        return int(value)
    return str(value)


def moment_text(value: datetime) -> str:
    """`YYYY-MM-DD HH:MM:SS.ffffff`, the way a date with its time is stored, without a zone."""
    return value.isoformat(" ", "microseconds")[:26]


def time_text(value: timedelta | time) -> str:
    """`HH:MM:SS[.ffffff]` of a time of day."""
    if isinstance(value, time):
        return value.isoformat()
    seconds = value.total_seconds()
    whole = int(seconds)
    text = f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{text}.{value.microseconds:06d}" if value.microseconds else text


def to_time(text: str) -> timedelta | str:
    """The stored text of a Time column as Frappe hands it to Python: a timedelta."""
    try:
        hours, minutes, seconds = (*text.split(":"), "0")[:3]
        return timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    except ValueError:
        return text


def to_date(text: str) -> date | str:
    """The stored text of a Date column as a date."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def to_datetime(text: str) -> datetime | str:
    """The stored text of a Datetime column as a datetime."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


READERS = {"date": to_date, "datetime": to_datetime, "time": to_time}
# The same by the declared types of SQLite.
CONVERTERS = {"DATE": to_date, "TIMESTAMP": to_datetime, "TIME": to_time}


def mogrified(query: str, values: Any) -> str:
    """A statement with its values written into it, to be read by people: never to be run."""
    text, bound = bind(query, values)
    parts = text.split("?") if bound else [text]
    out = [parts[0]]
    for value, part in zip(bound, parts[1:], strict=False):
        out += [literal(value), part]
    return "".join(out)


def literal(value: Any) -> str:
    """A value as it stands in a statement."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    return "'" + str(value).replace("\\", "\\\\").replace("'", "''") + "'"
