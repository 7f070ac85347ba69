"""Words for stretches of days: `last 7 days`, `this quarter` … (Frappe's list filter words)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ..context import current
from ..errors import ValidationError

UNITS = {"week": 1, "month": 1, "quarter": 3, "year": 12, "6 months": 6}


def span(words: str) -> list[date]:
    """First and last day of a stretch. Unknown words mean today, as in Frappe."""
    words = words.strip().lower()
    today = current().site.now().date()
    single = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in single:
        day = today + timedelta(days=single[words])
        return [day, day]
    days = re.fullmatch(r"(last|next) (\d+) days", words)
    if days:
        distance = timedelta(days=int(days.group(2)))
        return [today - distance, today] if days.group(1) == "last" else [today, today + distance]
    named = re.fullmatch(r"(last|this|next) (week|month|quarter|year|6 months)", words)
    if not named:
        return [today, today]
    return _named(today, named.group(1), named.group(2))


def _named(today: date, which: str, unit: str) -> list[date]:
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
        return [first, first + timedelta(days=6)]
    months = UNITS[unit]
    start_month = (today.month - 1) // months * months + 1 if unit != "6 months" else today.month
    first = date(today.year, start_month, 1) + relativedelta(months=months * step)
    return [first, first + relativedelta(months=months, days=-1)]


def bounds(values: list[Any], fieldtype: str) -> tuple[Any, Any]:
    """Both ends of a `between`; what is missing is today. On a Datetime the upper day is meant whole."""
    if fieldtype not in ("Date", "Datetime") and len(values) != 2:
        raise ValidationError("between needs two values")
    today = current().site.now().date().isoformat()
    low, high = [*values, *[today] * 2][:2]
    if fieldtype == "Datetime" and len(str(high)) <= 10:
        high = datetime.fromisoformat(f"{high} 23:59:59.999999")
    return low, high
