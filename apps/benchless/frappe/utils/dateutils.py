"""`frappe.utils.dateutils`: dates in the site's format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from benchless.calendars import (
    get_first_day,
    get_first_day_of_week,
    get_last_day,
    get_last_day_of_week,
    get_quarter_ending,
    get_quarter_start,
    get_year_ending,
    get_year_start,
)
from benchless.dates import add_to_date, date_diff, get_datetime, getdate
from benchless.formatting import formatdate, get_user_date_format
from benchless.settings import system_setting

ORDERS = {
    "yyyy-mm-dd": "%Y-%m-%d", "dd-mm-yyyy": "%d-%m-%Y", "dd/mm/yyyy": "%d/%m/%Y", "dd.mm.yyyy": "%d.%m.%Y",
    "mm/dd/yyyy": "%m/%d/%Y", "mm-dd-yyyy": "%m-%d-%Y",
}  # fmt: skip


def user_to_str(value: Any, date_format: str | None = None) -> str:
    """A date as people of the site write it → `2024-03-05`."""
    pattern = ORDERS.get(date_format or get_user_date_format(), "%Y-%m-%d")
    try:
        return datetime.strptime(str(value), pattern).date().isoformat()
    except ValueError:
        return str(getdate(value))


parse_date = user_to_str


def get_user_date_format_pattern() -> str:
    """The site's date format for `strftime`."""
    return ORDERS.get(str(system_setting("date_format", "yyyy-mm-dd")), "%Y-%m-%d")


def datetime_in_user_format(value: Any) -> str:
    """A moment in the site's format, to the minute."""
    moment = get_datetime(value)
    return f"{formatdate(moment)} {moment:%H:%M}" if moment else ""


def get_dates_from_timegrain(from_date: Any, to_date: Any, timegrain: str = "Daily") -> list[Any]:
    """Days of a span, one for every day, week, month, quarter or year."""
    steps: dict[str, dict[str, Any]] = {
        "Daily": {"days": 1}, "Weekly": {"days": 7}, "Monthly": {"months": 1}, "Quarterly": {"months": 3},
        "Yearly": {"years": 1},
    }  # fmt: skip
    day, last, out = getdate(from_date), getdate(to_date), []
    while day and last and date_diff(last, day) >= 0:
        out.append(day)
        day = add_to_date(day, **steps[timegrain])
    return out


def get_period_beginning(value: date, timegrain: str, as_str: bool = True) -> Any:
    """First day of the week, month, quarter or year of a day."""
    starts: dict[str, Callable[[Any], Any]] = {
        "Weekly": get_first_day_of_week, "Monthly": get_first_day, "Quarterly": get_quarter_start,
        "Yearly": get_year_start,
    }  # fmt: skip
    day = starts[timegrain](value) if timegrain in starts else getdate(value)
    return str(day) if as_str else day


def get_period_ending(value: date, timegrain: str) -> Any:
    """Last day of the week, month, quarter or year of a day."""
    ends: dict[str, Callable[[Any], Any]] = {
        "Weekly": get_last_day_of_week, "Monthly": get_last_day, "Quarterly": get_quarter_ending,
        "Yearly": get_year_ending,
    }  # fmt: skip
    day = getdate(value)
    return getdate(ends[timegrain](day)) if timegrain in ends else day


TIMESPANS: dict[str, dict[str, Any]] = {
    "Last Week": {"days": -7}, "Last Month": {"months": -1}, "Last Quarter": {"months": -3},
    "Last Year": {"years": -1}, "All Time": {"years": -50},
}  # fmt: skip


def get_from_date_from_timespan(to_date: Any, timespan: str | None) -> Any:
    """The first day of a stretch that ends with a day."""
    return add_to_date(to_date, **TIMESPANS.get(timespan or "", {}))


def get_period(value: Any, interval: str = "Monthly") -> str:
    """What a point of a chart is called: `05-03-24`, `Week 10 2024`, `Mar 2024`, `Quarter 1 2024`, `2024`."""
    day = getdate(value)
    if day is None:
        return ""
    names = {
        "Daily": f"{day:%d-%m-%y}",
        "Weekly": f"Week {day.isocalendar()[1]} {day.year}",
        "Monthly": f"{MONTHS[day.month - 1]} {day.year}",
        "Quarterly": f"Quarter {(day.month - 1) // 3 + 1} {day.year}",
        "Yearly": str(day.year),
    }
    return names[interval]


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
