"""DATE_FORMAT and STR_TO_DATE: dates written and read in MariaDB's layouts."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache

from benchless.sql.sqlite.date_values import Value, parse, to_text
from benchless.sql.sqlite.week import week_of


def day_name(moment: datetime) -> str:
    return DAYS[moment.weekday()]


DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _ordinal(day: int) -> str:
    ending = "th" if 11 <= day % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _twelve(moment: datetime) -> int:
    return moment.hour % 12 or 12


def _half(moment: datetime) -> str:
    return "AM" if moment.hour < 12 else "PM"


SPECIFIERS: dict[str, Callable[[datetime], str]] = {
    "a": lambda d: DAYS[d.weekday()][:3],
    "b": lambda d: MONTH_NAMES[d.month - 1][:3],
    "c": lambda d: str(d.month),
    "D": lambda d: _ordinal(d.day),
    "d": lambda d: f"{d.day:02d}",
    "e": lambda d: str(d.day),
    "f": lambda d: f"{d.microsecond:06d}",
    "H": lambda d: f"{d.hour:02d}",
    "h": lambda d: f"{_twelve(d):02d}",
    "I": lambda d: f"{_twelve(d):02d}",
    "i": lambda d: f"{d.minute:02d}",
    "j": lambda d: f"{d.timetuple().tm_yday:03d}",
    "k": lambda d: str(d.hour),
    "l": lambda d: str(_twelve(d)),
    "M": lambda d: MONTH_NAMES[d.month - 1],
    "m": lambda d: f"{d.month:02d}",
    "p": _half,
    "r": lambda d: f"{_twelve(d):02d}:{d.minute:02d}:{d.second:02d} {_half(d)}",
    "S": lambda d: f"{d.second:02d}",
    "s": lambda d: f"{d.second:02d}",
    "T": lambda d: f"{d.hour:02d}:{d.minute:02d}:{d.second:02d}",
    "U": lambda d: f"{week_of(d, 0)[1]:02d}",
    "u": lambda d: f"{week_of(d, 1)[1]:02d}",
    "V": lambda d: f"{week_of(d, 2)[1]:02d}",
    "v": lambda d: f"{week_of(d, 3)[1]:02d}",
    "W": day_name,
    "w": lambda d: str((d.weekday() + 1) % 7),
    "X": lambda d: f"{week_of(d, 2)[0]:04d}",
    "x": lambda d: f"{week_of(d, 3)[0]:04d}",
    "Y": lambda d: f"{d.year:04d}",
    "y": lambda d: f"{d.year % 100:02d}",
}


@lru_cache(maxsize=256)
def _layout(pattern: str) -> list[str | Callable[[datetime], str]]:
    parts = re.findall(r"%.|[^%]+|%$", pattern, re.DOTALL)
    return [
        SPECIFIERS.get(part[1:], part[1:]) if part[0] == "%" and len(part) > 1 else part for part in parts
    ]


def date_format(value: Value, pattern: Value, locale: Value = None) -> str | None:
    moment = parse(value)
    if moment is None or pattern is None:
        return None
    return "".join(part if isinstance(part, str) else part(moment) for part in _layout(str(pattern)))


READ = {
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<short_year>\d{2})",
    "m": r"(?P<month>\d{1,2})",
    "c": r"(?P<month>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "e": r"(?P<day>\d{1,2})",
    "H": r"(?P<hour>\d{1,2})",
    "k": r"(?P<hour>\d{1,2})",
    "h": r"(?P<hour>\d{1,2})",
    "l": r"(?P<hour>\d{1,2})",
    "I": r"(?P<hour>\d{1,2})",
    "i": r"(?P<minute>\d{1,2})",
    "s": r"(?P<second>\d{1,2})",
    "S": r"(?P<second>\d{1,2})",
    "f": r"(?P<micro>\d{1,6})",
    "p": r"(?P<half>[AaPp][Mm])",
    "T": r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2}):(?P<second>\d{1,2})",
    "M": r"(?P<month_name>[A-Za-z]+)",
    "b": r"(?P<month_name>[A-Za-z]+)",
    "W": "[A-Za-z]+",
    "a": "[A-Za-z]+",
}


@lru_cache(maxsize=128)
def _reader(pattern: str) -> re.Pattern[str] | None:
    parts = re.findall(r"%.|[^%]", pattern, re.DOTALL)
    source = "".join(
        READ.get(p[1:], re.escape(p[1:])) if len(p) == 2 else r"\s*" if p == " " else re.escape(p)
        for p in parts
    )
    try:
        return re.compile(r"\s*" + source)
    except re.error:
        return None


def str_to_date(value: Value, pattern: Value) -> str | None:
    """The date, time or date-time that the text holds in the given layout."""
    reader = _reader(str(pattern)) if pattern is not None else None
    found = reader.match(str(value)) if reader and value is not None else None
    if not found:
        return None
    parts = {key: part for key, part in found.groupdict().items() if part is not None}
    try:
        return _assemble(parts)
    except (ValueError, KeyError, StopIteration):
        return None


def _assemble(parts: dict[str, str]) -> str | None:
    clock = _clock_of(parts)
    if not parts.keys() & {"year", "short_year", "month", "month_name", "day"}:
        return clock.isoformat()
    day = date(_year_of(parts), _month_of(parts), int(parts["day"]))
    has_clock = bool(parts.keys() & {"hour", "minute", "second", "micro"})
    return to_text(datetime.combine(day, clock)) if has_clock else day.isoformat()


def _clock_of(parts: dict[str, str]) -> time:
    hour = int(parts.get("hour", 0))
    if "half" in parts:
        hour = hour % 12 + (12 if parts["half"].lower() == "pm" else 0)
    micro = int(parts.get("micro", "0").ljust(6, "0"))
    return time(hour, int(parts.get("minute", 0)), int(parts.get("second", 0)), micro)


def _year_of(parts: dict[str, str]) -> int:
    if "year" in parts:
        return int(parts["year"])
    short = int(parts["short_year"])
    return short + (2000 if short < 70 else 1900)


def _month_of(parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    name = parts["month_name"][:3].lower()
    return next(place for place, month in enumerate(MONTH_NAMES, 1) if month[:3].lower() == name)
