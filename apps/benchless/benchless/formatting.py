"""Values as people read them: dates, times, durations. Chinese and English."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from .context import current_or_none
from .dates import get_datetime, get_time, getdate, now_datetime
from .settings import system_setting
from .translations import _
from .values import cint, cstr

DATE_PARTS = re.compile(r"yyyy|yy|MMMM|MMM|MM|mm|M|dd|d|EEEE|EEE|E")
TIME_PARTS = re.compile(r"HH|H|hh|h|mm|ss|SSS|a")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CHINESE_WEEKDAYS = "一二三四五六日"
NAMED_FORMATS = {
    "zh": {
        "short": "yyyy/M/d", "medium": "yyyy年M月d日", "long": "yyyy年M月d日", "full": "yyyy年M月d日 EEEE",
    },
    "en": {
        "short": "M/d/yy", "medium": "MMM d, yyyy", "long": "MMMM d, yyyy", "full": "EEEE, MMMM d, yyyy",
    },
}  # fmt: skip


def language() -> str:
    """Language of the session, `en` when no site is open."""
    session = current_or_none()
    return session.lang if session else "en"


def is_chinese(lang: str | None = None) -> bool:
    return (lang or language()).startswith("zh")


# dates ----------------------------------------------------------------------------------------


def get_user_date_format() -> str:
    """Date format of the site, as people write it: `yyyy-mm-dd`."""
    return str(system_setting("date_format", "yyyy-mm-dd"))


def get_user_time_format() -> str:
    """Time format of the site."""
    return str(system_setting("time_format", "HH:mm:ss"))


def formatdate(value: Any = None, format_string: str | None = None, parse_day_first: bool = False) -> str:
    """A date in the site's format, or in a pattern such as `yyyy年MM月dd日`, `d MMMM yyyy`, `long`."""
    if value in (None, ""):
        return ""
    day = getdate(value)
    if day is None:
        return cstr(value)
    pattern = format_string or get_user_date_format()
    named = NAMED_FORMATS["zh" if is_chinese() else "en"]
    return format_day(day, named.get(pattern, pattern))


format_date = formatdate


def format_day(day: date, pattern: str, lang: str | None = None) -> str:
    """A date in a pattern of `yyyy MM dd MMM EEEE`."""
    chinese = is_chinese(lang)
    return DATE_PARTS.sub(lambda match: _date_part(day, match.group(0), chinese), pattern)


def _date_part(day: date, part: str, chinese: bool) -> str:
    if part in ("yyyy", "yy"):
        return f"{day.year:04d}"[-len(part) :]
    if part in ("MM", "mm"):
        return f"{day.month:02d}"
    if part in ("dd", "d"):
        return f"{day.day:0{len(part)}d}"
    if part == "M":
        return str(day.month)
    if part.startswith("M"):
        return f"{day.month}月" if chinese else MONTHS[day.month - 1][: 3 if part == "MMM" else None]
    if chinese:
        return ("星期" if part == "EEEE" else "周") + CHINESE_WEEKDAYS[day.weekday()]
    return WEEKDAYS[day.weekday()][: None if part == "EEEE" else 3]


def format_time(value: Any = None, format_string: str | None = None) -> str:
    """A time of day in the site's format or in a pattern such as `HH:mm`."""
    if value in (None, ""):
        return ""
    return format_clock(get_time(value), format_string or get_user_time_format())


def format_clock(clock: time, pattern: str) -> str:
    """A time in a pattern of `HH hh mm ss a`."""
    half = ("上午", "下午") if is_chinese() else ("AM", "PM")
    parts = {
        "HH": f"{clock.hour:02d}", "H": str(clock.hour),
        "hh": f"{clock.hour % 12 or 12:02d}", "h": str(clock.hour % 12 or 12),
        "mm": f"{clock.minute:02d}", "ss": f"{clock.second:02d}",
        "SSS": f"{clock.microsecond // 1000:03d}", "a": half[clock.hour >= 12],
    }  # fmt: skip
    return TIME_PARTS.sub(lambda match: parts[match.group(0)], pattern)


def format_datetime(value: Any, format_string: str | None = None) -> str:
    """A moment in the site's formats, or in one pattern for both halves."""
    if value in (None, ""):
        return ""
    moment = get_datetime(value)
    if moment is None:
        return cstr(value)
    if not format_string:
        return f"{formatdate(moment)} {format_time(moment)}"
    day, found, clock = format_string.partition("HH" if "HH" in format_string else "hh")
    return format_day(moment.date(), day) + (format_clock(moment.time(), found + clock) if found else "")


def global_date_format(value: Any, format: str = "long") -> str:
    """A date in words of the language."""
    return formatdate(value, format)


def format_duration(seconds: Any, hide_days: bool = False) -> str:
    """`93784` → `1d 2h 3m 4s`; Chinese `1天 2时 3分 4秒`."""
    total = cint(seconds)
    days, rest = (0, total) if hide_days else divmod(total, 86400)
    numbers = (days, rest // 3600, rest // 60 % 60, rest % 60)
    names = "天时分秒" if is_chinese() else "dhms"
    return " ".join(f"{number}{name}" for number, name in zip(numbers, names, strict=True) if number)


def format_timedelta(span: timedelta) -> str:
    """`1 day, 2:03:04` as `26:03:04`."""
    total = int(span.total_seconds())
    return f"{total // 3600}:{total // 60 % 60:02d}:{total % 60:02d}"


def pretty_date(value: Any) -> str:
    """How long ago: `just now`, `5 minutes ago`, `yesterday`, `2 weeks ago`."""
    if not value:
        return ""
    moment = get_datetime(value)
    if moment is None:
        return ""
    span = now_datetime() - moment
    return _recent(span.total_seconds()) if span.days < 1 else _days_ago(span.days)


def _recent(seconds: float) -> str:
    if seconds < 10:
        return _("just now")
    if seconds < 60:
        return _("{0} seconds ago").format(int(seconds))
    if seconds < 120:
        return _("1 minute ago")
    if seconds < 3600:
        return _("{0} minutes ago").format(int(seconds // 60))
    if seconds < 7200:
        return _("1 hour ago")
    return _("{0} hours ago").format(int(seconds // 3600))


def _days_ago(days: int) -> str:
    if days == 1:
        return _("yesterday")
    for size, one, many in (
        (365, "1 year ago", "{0} years ago"),
        (30, "1 month ago", "{0} months ago"),
        (7, "1 week ago", "{0} weeks ago"),
    ):
        if days >= size:
            count = days // size
            return _(one) if count == 1 else _(many).format(count)
    return _("{0} days ago").format(days)
