"""Dates, date-times and times of day as SQLite holds them: ISO texts."""

import re
from datetime import datetime, time, timedelta

Value = None | int | float | str | bytes


def parse(value: Value) -> datetime | None:
    """A date or date-time of the database; None when it is none."""
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return _parse_loose(value)
    return _parse_loose(str(value)) if isinstance(value, (int, float)) else None


LOOSE = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:\D(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?")


def _parse_loose(value: str) -> datetime | None:
    found = LOOSE.match(value)
    try:
        return datetime(*(int(part or 0) for part in found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def to_text(moment: datetime) -> str:
    return moment.isoformat(" ")


def is_date_only(value: Value) -> bool:
    return isinstance(value, str) and ":" not in value


DURATION = re.compile(r"(-?)(\d+):(\d{1,2})(?::(\d{1,2})(\.\d+)?)?$")


def duration(value: Value) -> timedelta | None:
    """A time of day or a span of time: the clock part of a date-time, `H:MM:SS`, or seconds."""
    if isinstance(value, (int, float)):
        return timedelta(seconds=value)
    if not isinstance(value, str):
        return None
    found = DURATION.match(value)
    if found:
        sign, hours, minutes, seconds, fraction = found.groups()
        exact = float(seconds or 0) + float(fraction or 0)
        span = timedelta(hours=int(hours), minutes=int(minutes), seconds=exact)
        return -span if sign else span
    moment = parse(value)
    return None if moment is None else moment - datetime.combine(moment.date(), time())


def duration_text(span: timedelta) -> str:
    sign = "-" if span < timedelta() else ""
    seconds, micro = divmod(round(abs(span).total_seconds() * 1_000_000), 1_000_000)
    tail = f".{micro:06d}" if micro else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{tail}"
