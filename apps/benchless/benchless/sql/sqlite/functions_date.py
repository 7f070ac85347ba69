"""MariaDB's date functions for SQLite, where dates are ISO texts."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import apsw

from benchless.sql.sqlite.date_values import (
    DURATION,
    Value,
    duration,
    duration_text,
    is_date_only,
    parse,
    to_text,
)
from benchless.sql.sqlite.functions_date_text import MONTH_NAMES, date_format, day_name, str_to_date
from benchless.sql.sqlite.week import week_of

EPOCH_DAYS = 366  # MariaDB counts days from year 0, Python from year 1


def _part(take: Callable[[datetime], Any]) -> Callable[[Value], Any]:
    def part(value: Value) -> Any:
        moment = parse(value)
        return None if moment is None else take(moment)

    return part


def _clock(take: Callable[[timedelta], int]) -> Callable[[Value], int | None]:
    def part(value: Value) -> int | None:
        span = duration(value)
        return None if span is None else take(span)

    return part


def add_months(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


MONTHS = {"MONTH": 1, "QUARTER": 3, "YEAR": 12}
SECONDS = {"MICROSECOND": 1e-6, "SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86400, "WEEK": 604800}
COMPOUND = {
    "YEAR_MONTH": ("YEAR", "MONTH"),
    "DAY_HOUR": ("DAY", "HOUR"),
    "DAY_MINUTE": ("DAY", "HOUR", "MINUTE"),
    "DAY_SECOND": ("DAY", "HOUR", "MINUTE", "SECOND"),
    "HOUR_MINUTE": ("HOUR", "MINUTE"),
    "HOUR_SECOND": ("HOUR", "MINUTE", "SECOND"),
    "MINUTE_SECOND": ("MINUTE", "SECOND"),
}


def date_add(value: Value, amount: Value, unit: str = "DAY") -> str | None:
    """`value + INTERVAL amount unit`; a date stays a date when the unit is a day or longer."""
    moment = parse(value)
    if moment is None or amount is None:
        return None
    unit = unit.upper()
    try:
        for one, count in _steps(amount, unit):
            moment = shift(moment, count, one)
    except (OverflowError, ValueError):
        return None
    keeps_date = is_date_only(value) and unit in ("DAY", "WEEK", "YEAR_MONTH", *MONTHS)
    return moment.date().isoformat() if keeps_date else to_text(moment)


def _steps(amount: Value, unit: str) -> list[tuple[str, float]]:
    if unit not in COMPOUND:
        return [(unit, float(amount or 0))]
    sign = -1 if str(amount).startswith("-") else 1
    counts = [sign * float(part) for part in re.findall(r"\d+", str(amount))]
    return list(zip(COMPOUND[unit], counts, strict=False))


def shift(moment: datetime, count: float, unit: str) -> datetime:
    if unit in MONTHS:
        return add_months(moment, round(count) * MONTHS[unit])
    whole = count if unit == "SECOND" else round(count)
    return moment + timedelta(seconds=whole * SECONDS[unit])


def date_sub(value: Value, amount: Value, unit: str = "DAY") -> str | None:
    if isinstance(amount, str):
        return date_add(value, amount[1:] if amount.startswith("-") else f"-{amount}", unit)
    return None if amount is None else date_add(value, -float(amount), unit)


def datediff(one: Value, two: Value) -> int | None:
    first, second = parse(one), parse(two)
    return None if first is None or second is None else (first.date() - second.date()).days


def timestampdiff(unit: str, start: Value, end: Value) -> int | None:
    """Whole units from start to end, cut towards zero."""
    first, last = parse(start), parse(end)
    if first is None or last is None:
        return None
    unit = unit.upper()
    if unit not in MONTHS:
        return int((last - first) / timedelta(seconds=SECONDS[unit]))
    if last < first:
        return -(_months_between(last, first) // MONTHS[unit])
    return _months_between(first, last) // MONTHS[unit]


def _months_between(first: datetime, last: datetime) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - ((last.day, last.time()) < (first.day, first.time()))


def timediff(one: Value, two: Value) -> str | None:
    if is_date_only(one) or is_date_only(two):
        return None
    first, second = (duration(value) if _is_clock(value) else parse(value) for value in (one, two))
    if first is None or second is None or type(first) is not type(second):
        return None
    return duration_text(first - second)  # type: ignore[operator, arg-type]


def _is_clock(value: Value) -> bool:
    return isinstance(value, str) and DURATION.match(value) is not None


def add_time(value: Value, span: Value, sign: int = 1) -> str | None:
    extra = duration(span)
    if extra is None:
        return None
    if _is_clock(value):
        start = duration(value)
        return None if start is None else duration_text(start + sign * extra)
    moment = parse(value)
    return None if moment is None else to_text(moment + sign * extra)


def last_day(value: Value) -> str | None:
    moment = parse(value)
    if moment is None:
        return None
    return moment.date().replace(day=monthrange(moment.year, moment.month)[1]).isoformat()


def extract(unit: str, value: Value) -> int | None:
    moment = parse(value)
    return None if moment is None else EXTRACT[unit.upper()](moment)


def date_of(value: Value) -> str | None:
    """The day of a text or a number such as 20240131; NULL for a day that does not exist."""
    moment = parse(value)
    return None if moment is None else moment.date().isoformat()


def convert_tz(value: Value, before: Value, after: Value) -> str | None:
    """From one zone to another, named or as a distance."""
    moment = parse(value)
    if moment is None or before is None or after is None:
        return None
    try:
        there = moment.replace(tzinfo=_zone_named(str(before))).astimezone(_zone_named(str(after)))
    except (ValueError, KeyError):
        return None
    return to_text(there.replace(tzinfo=None))


OFFSET = re.compile(r"([+-])(\d{1,2}):(\d{2})$")


def _zone_named(name: str) -> tzinfo:
    found = OFFSET.match(name)
    if not found:
        return ZoneInfo(name)
    distance = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-distance if found[1] == "-" else distance)


def make_date(year: Value, day: Value) -> str | None:
    if year is None or day is None or int(day) < 1:
        return None
    return (date(int(year), 1, 1) + timedelta(days=int(day) - 1)).isoformat()


def period_add(period: Value, months: Value) -> int | None:
    if period is None or months is None:
        return None
    year, month = divmod(_period_months(int(period)) + int(months), 12)
    return year * 100 + month + 1


def period_diff(one: Value, two: Value) -> int | None:
    if one is None or two is None:
        return None
    return _period_months(int(one)) - _period_months(int(two))


def _period_months(period: int) -> int:
    return period // 100 * 12 + period % 100 - 1


def timestamp(value: Value, span: Value = None) -> str | None:
    moment = parse(value)
    if moment is None:
        return None
    return to_text(moment + (duration(span) or timedelta()))


EXTRACT: dict[str, Callable[[datetime], int]] = {
    "YEAR": lambda d: d.year,
    "QUARTER": lambda d: (d.month + 2) // 3,
    "MONTH": lambda d: d.month,
    "WEEK": lambda d: week_of(d, 0)[1],
    "DAY": lambda d: d.day,
    "HOUR": lambda d: d.hour,
    "MINUTE": lambda d: d.minute,
    "SECOND": lambda d: d.second,
    "MICROSECOND": lambda d: d.microsecond,
    "YEAR_MONTH": lambda d: d.year * 100 + d.month,
    "DAY_HOUR": lambda d: d.day * 100 + d.hour,
    "DAY_MINUTE": lambda d: (d.day * 100 + d.hour) * 100 + d.minute,
    "DAY_SECOND": lambda d: ((d.day * 100 + d.hour) * 100 + d.minute) * 100 + d.second,
    "HOUR_MINUTE": lambda d: d.hour * 100 + d.minute,
    "HOUR_SECOND": lambda d: (d.hour * 100 + d.minute) * 100 + d.second,
    "MINUTE_SECOND": lambda d: d.minute * 100 + d.second,
}


def _week(value: Value, mode: Value = 0) -> int | None:
    moment = parse(value)
    return None if moment is None else week_of(moment, int(mode or 0))[1]


def _year_week(value: Value, mode: Value = 0) -> int | None:
    moment = parse(value)
    if moment is None:
        return None
    year, week = week_of(moment, int(mode or 0) | 2)
    return year * 100 + week


def _sec_to_time(value: Value) -> str | None:
    return None if value is None else duration_text(timedelta(seconds=float(value)))


def _make_time(hour: Value, minute: Value, second: Value) -> str | None:
    if hour is None or minute is None or second is None:
        return None
    return duration_text(timedelta(hours=int(hour), minutes=int(minute), seconds=float(second)))


def _from_days(value: Value) -> str | None:
    return None if value is None else date.fromordinal(int(value) - EPOCH_DAYS + 1).isoformat()


SCALARS: dict[str, tuple[Callable[..., Any], int]] = {
    "year": (_part(lambda d: d.year), 1),
    "quarter": (_part(EXTRACT["QUARTER"]), 1),
    "month": (_part(lambda d: d.month), 1),
    "day": (_part(lambda d: d.day), 1),
    "dayofmonth": (_part(lambda d: d.day), 1),
    "dayofyear": (_part(lambda d: d.timetuple().tm_yday), 1),
    "dayofweek": (_part(lambda d: (d.weekday() + 1) % 7 + 1), 1),
    "weekday": (_part(lambda d: d.weekday()), 1),
    "weekofyear": (_part(lambda d: week_of(d, 3)[1]), 1),
    "week": (_week, -1),
    "yearweek": (_year_week, -1),
    "dayname": (_part(day_name), 1),
    "monthname": (_part(lambda d: MONTH_NAMES[d.month - 1]), 1),
    "hour": (_clock(lambda span: int(abs(span).total_seconds() // 3600)), 1),
    "minute": (_clock(lambda span: int(abs(span).total_seconds() // 60 % 60)), 1),
    "second": (_clock(lambda span: int(abs(span).total_seconds() % 60)), 1),
    "microsecond": (_clock(lambda span: abs(span).microseconds), 1),
    "time_to_sec": (_clock(lambda span: int(span.total_seconds())), 1),
    "to_days": (_part(lambda d: d.toordinal() + EPOCH_DAYS - 1), 1),
    "from_days": (_from_days, 1),
    "sec_to_time": (_sec_to_time, 1),
    "maketime": (_make_time, 3),
    "makedate": (make_date, 2),
    "date_format": (date_format, -1),
    "time_format": (
        lambda value, pattern: date_format(f"2000-01-01 {value}" if _is_clock(value) else value, pattern),
        2,
    ),
    "str_to_date": (str_to_date, 2),
    "date_add": (date_add, -1),
    "adddate": (date_add, -1),
    "date_sub": (date_sub, -1),
    "subdate": (date_sub, -1),
    "datediff": (datediff, 2),
    "timestampdiff": (timestampdiff, 3),
    "timestampadd": (lambda unit, amount, value: date_add(value, amount, unit), 3),
    "timediff": (timediff, 2),
    "addtime": (add_time, 2),
    "subtime": (lambda value, span: add_time(value, span, -1), 2),
    "last_day": (last_day, 1),
    "extract_part": (extract, 2),
    "period_add": (period_add, 2),
    "period_diff": (period_diff, 2),
    "timestamp": (timestamp, -1),
    "date_of": (date_of, 1),
    "to_seconds": (
        _part(lambda d: (d.toordinal() + EPOCH_DAYS - 1) * 86_400 + d.hour * 3600 + d.minute * 60 + d.second),
        1,
    ),
    "convert_tz": (convert_tz, 3),
}


def register(connection: apsw.Connection, now: Callable[[], datetime]) -> None:
    """Gives the connection the date functions; `now` tells the time of the site."""
    for name, (function, arguments) in SCALARS.items():
        connection.create_scalar_function(name, function, arguments, deterministic=True)
    for name, (function, arguments) in _clocks(now).items():
        connection.create_scalar_function(name, function, arguments)


def _clocks(now: Callable[[], datetime]) -> dict[str, tuple[Callable[..., Any], int]]:
    def moment(*digits: int) -> str:
        fraction = digits[0] if digits else 0
        whole = now().replace(tzinfo=None)
        return to_text(whole.replace(microsecond=0)) if not fraction else f"{whole:%Y-%m-%d %H:%M:%S.%f}"

    def today() -> str:
        return now().date().isoformat()

    def clock(*digits: int) -> str:
        return f"{now():%H:%M:%S}"

    names = {
        "now": (moment, -1),
        "sysdate": (moment, -1),
        "current_timestamp": (moment, 0),
        "localtime": (moment, 0),
        "localtimestamp": (moment, 0),
        "curdate": (today, 0),
        "current_date": (today, 0),
        "curtime": (clock, -1),
        "current_time": (clock, 0),
        "utc_timestamp": (
            lambda *_digits: to_text(datetime.now(UTC).replace(tzinfo=None, microsecond=0)),
            -1,
        ),
        "utc_date": (lambda: datetime.now(UTC).date().isoformat(), 0),
    }
    return {**names, **_zoned(now)}


def _zoned(now: Callable[[], datetime]) -> dict[str, tuple[Callable[..., Any], int]]:
    def zone() -> tzinfo:
        """The zone that the clock names, or the one that its distance from UTC betrays."""
        moment = now()
        if moment.tzinfo:
            return moment.tzinfo
        distance = moment - datetime.now(UTC).replace(tzinfo=None)
        return timezone(timedelta(minutes=round(distance / timedelta(minutes=1))))

    def unix(value: Value = None) -> float | int | None:
        moment = now() if value is None else parse(value)
        if moment is None:
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=zone())).timestamp()
        return int(seconds) if seconds.is_integer() or value is None else seconds

    def from_unix(value: Value, pattern: Value = None) -> str | None:
        if value is None:
            return None
        written = to_text(datetime.fromtimestamp(float(value), zone()).replace(tzinfo=None))
        return written if pattern is None else date_format(written, pattern)

    return {"unix_timestamp": (unix, -1), "from_unixtime": (from_unix, -1)}
