"""The days on which an event takes place: once, or again and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
from benchless.values import Row, cint, cstr
from frappe import _
from frappe.utils import get_datetime, getdate

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {"Monthly": 1, "Quarterly": 3, "Half Yearly": 6, "Yearly": 12}
FIELDS = [
    "name", "subject", "description", "color", "starts_on", "ends_on", "owner", "all_day", "event_type",
    "repeat_this_event", "repeat_on", "repeat_till", *WEEKDAYS,
]  # fmt: skip


def between(start: Any, end: Any, filters: list[Any]) -> list[Row]:
    """Events that the current user may see and that take place between two days, repeats one by one."""
    first, last = _day(start), _day(end)
    last_moment = datetime.combine(last, time.max)
    wanted = [*filters, ["Event", "starts_on", "<=", last_moment], ["Event", "status", "=", "Open"]]
    rows = frappe.get_list("Event", fields=FIELDS, filters=wanted, order_by="starts_on", limit_page_length=0)
    repeated = [made for row in rows if cint(row.repeat_this_event) for made in _repeats(row, first, last)]
    return [*repeated, *(row for row in rows if not cint(row.repeat_this_event) and _lasts(row, first))]


def _day(value: Any) -> date:
    """Raises ValidationError for what is no day."""
    day = getdate(value)
    if day is None:
        raise frappe.ValidationError(_("{0} is not a valid date").format(cstr(value)[:100]))
    return day


def _moment(value: Any) -> datetime:
    moment = get_datetime(value)
    assert moment is not None, "an event begins"
    return moment


def _lasts(row: Row, first: date) -> bool:
    """Whether an event that began is not over on a day."""
    over = get_datetime(row.ends_on or row.starts_on)
    return bool(over and over.date() >= first)


def _repeats(row: Row, first: date, last: date) -> Iterator[Row]:
    begins, ends = _moment(row.starts_on), _moment(row.ends_on) if row.ends_on else None
    until = min(last, _day(row.repeat_till)) if row.repeat_till else last
    day = max(first, begins.date())
    while day <= until:
        if _takes_place(row, begins.date(), day):
            moved = datetime.combine(day, begins.time())
            made = Row(row, starts_on=moved, original_starts_on=begins, original_ends_on=ends)
            made.ends_on = moved + (ends - begins) if ends else None
            yield made
        day += timedelta(days=1)


def _takes_place(row: Row, begun: date, day: date) -> bool:
    if row.repeat_on == "Weekly":
        chosen = [name for name in WEEKDAYS if cint(row.get(name))]
        return WEEKDAYS[day.weekday()] in chosen if chosen else day.weekday() == begun.weekday()
    step = MONTHS.get(str(row.repeat_on))
    if step is None:
        return bool(row.repeat_on == "Daily")
    months = (day.year - begun.year) * 12 + day.month - begun.month
    return day.day == begun.day and months % step == 0
