"""The calendar: first and last days of weeks, months, quarters and years; spans such as `last quarter`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from .dates import DATE_FORMAT, DateLike, get_datetime, getdate, now_datetime
from .settings import system_setting

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNITS = ("week", "month", "quarter", "year")


def _of(value: DateLike) -> date:
    return getdate(value) or now_datetime().date()


def _answer(day: date, as_str: bool) -> Any:
    return day.strftime(DATE_FORMAT) if as_str else day


def get_first_day(value: DateLike = None, d_years: int = 0, d_months: int = 0, as_str: bool = False) -> Any:
    """First day of the month, moved by years and months."""
    day = _of(value).replace(day=1) + relativedelta(years=d_years, months=d_months)
    return _answer(day, as_str)


def get_last_day(value: DateLike = None, as_str: bool = False) -> Any:
    """Last day of the month."""
    day = _of(value)
    return _answer(day.replace(day=monthrange(day.year, day.month)[1]), as_str)


def is_last_day_of_the_month(value: DateLike = None) -> bool:
    """Whether the month ends on this day."""
    return bool(_of(value) == get_last_day(value))


def get_quarter_start(value: DateLike = None, as_str: bool = False) -> Any:
    """First day of the quarter."""
    day = _of(value)
    return _answer(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), as_str)


def get_quarter_ending(value: DateLike = None, as_str: bool = False) -> Any:
    """Last day of the quarter."""
    start: date = get_quarter_start(value)
    return _answer(start + relativedelta(months=3, days=-1), as_str)


def get_year_start(value: DateLike = None, as_str: bool = False) -> Any:
    """1 January."""
    return _answer(_of(value).replace(month=1, day=1), as_str)


def get_year_ending(value: DateLike = None, as_str: bool = False) -> Any:
    """31 December."""
    return _answer(_of(value).replace(month=12, day=31), as_str)


def get_first_day_of_week(value: DateLike = None, as_str: bool = False) -> Any:
    """First day of the week; which weekday that is, System Settings say (Sunday by default)."""
    day = _of(value)
    first = WEEKDAYS.index(str(system_setting("first_day_of_the_week", "Sunday")))
    return _answer(day - timedelta(days=(day.weekday() - first) % 7), as_str)


def get_last_day_of_week(value: DateLike = None, as_str: bool = False) -> Any:
    """Last day of the week."""
    start: date = get_first_day_of_week(value)
    return _answer(start + timedelta(days=6), as_str)


def get_weekday(moment: datetime | date | None = None) -> str:
    """English name of the weekday."""
    return WEEKDAYS[(moment or now_datetime()).weekday()]


def get_weekdays() -> list[str]:
    """English names of the weekdays, Monday first."""
    return list(WEEKDAYS)


def start_of(unit: str, day: date) -> date:
    """First day of the `week`, `month`, `quarter` or `year` of a day."""
    starts = (get_first_day_of_week, get_first_day, get_quarter_start, get_year_start)
    start: date = starts[UNITS.index(unit)](day)
    return start


def end_of(unit: str, day: date) -> date:
    """Last day of the `week`, `month`, `quarter` or `year` of a day."""
    ends = (get_last_day_of_week, get_last_day, get_quarter_ending, get_year_ending)
    end: date = ends[UNITS.index(unit)](day)
    return end


STEPS = {
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}


def get_timespan_date_range(timespan: str) -> tuple[date, date] | None:
    """First and last day of a span in words: `today`, `last 7 days`, `this quarter`, `next 6 months` …"""
    day = now_datetime().date()
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if timespan in near:
        moved = day + timedelta(days=near[timespan])
        return moved, moved
    which, _, what = timespan.partition(" ")
    if which not in ("last", "this", "next") or not what:
        return None
    count, _, unit = what.rpartition(" ")
    return _counted(which, int(count), unit, day) if count.isdigit() else _whole(which, what, day)


def _whole(which: str, unit: str, day: date) -> tuple[date, date] | None:
    if unit not in STEPS:
        return None
    moved = day + STEPS[unit] * {"last": -1, "this": 0, "next": 1}[which]
    return start_of(unit, moved), end_of(unit, moved)


def _counted(which: str, count: int, unit: str, day: date) -> tuple[date, date] | None:
    """Days are counted up to yesterday (or from tomorrow), months as whole months."""
    one = timedelta(days=1)
    if unit == "days":
        span = timedelta(days=count)
        return (day - span, day - one) if which == "last" else (day + one, day + span)
    if unit != "months":
        return None
    step = relativedelta(months=count)
    if which == "last":
        return get_first_day(day - step), get_last_day(day - relativedelta(months=1))
    return get_first_day(day + relativedelta(months=1)), get_last_day(day + step)


def end_of_day(value: Any) -> datetime | None:
    """The last microsecond of a day."""
    moment = get_datetime(value)
    return moment.replace(hour=23, minute=59, second=59, microsecond=999999) if moment else None
