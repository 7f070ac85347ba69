"""On which days a schedule falls."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from benchless.dates import getdate
from benchless.values import cint

MONTHS = {"Monthly": 1, "Quarterly": 3, "Half-yearly": 6, "Yearly": 12}
DAYS = {"Daily": 1, "Weekly": 7}


def day_of(value: Any) -> date:
    """A day that must be there. Raises ValueError without one."""
    found = getdate(value)
    if found is None:
        raise ValueError("no date")
    return found


def next_date(plan: Any, after: date) -> date:
    """The first day after a day of a plan (`frequency, start_date, repeat_on_day, repeat_on_last_day`)."""
    start = day_of(plan.get("start_date"))
    if plan.get("frequency") in DAYS:
        return _by_days(start, DAYS[plan.get("frequency")], after)
    step, count = MONTHS[plan.get("frequency")], 0
    while _month_day(plan, start, count) <= after:
        count += step
    return _month_day(plan, start, count)


def _by_days(start: date, step: int, after: date) -> date:
    if start > after:
        return start
    passed = (after - start).days // step + 1
    return start + timedelta(days=passed * step)


def _month_day(plan: Any, start: date, months: int) -> date:
    """The schedule's day in the month that is so many months after the start's."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    wanted = last if cint(plan.get("repeat_on_last_day")) else cint(plan.get("repeat_on_day")) or start.day
    day = date(year, month + 1, min(wanted, last))
    return day if day >= start else date.min
