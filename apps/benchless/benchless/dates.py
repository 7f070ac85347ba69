"""Dates and times: the site's clock, reading texts, counting. A text gives a text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import parser
from dateutil.relativedelta import relativedelta

from .context import current_or_none
from .errors import InvalidDates, ValidationError
from .messages import throw

DATE_FORMAT = "%Y-%m-%d"
TIME_FORMAT = "%H:%M:%S.%f"
DATETIME_FORMAT = f"{DATE_FORMAT} {TIME_FORMAT}"
DEFAULT_TIME_ZONE = "Asia/Shanghai"
CLOCK = re.compile(r"(-)?(?:(\d+) days?,? )?(\d+):(\d+)(?::(\d+(?:\.\d+)?))?")

DateLike = date | datetime | str | None


# the site's clock -----------------------------------------------------------------------------


def get_system_timezone() -> str:
    """Time zone of the site: System Settings, then site_config.json, then Asia/Shanghai."""
    session = current_or_none()
    return str(session.site.zone.key) if session else DEFAULT_TIME_ZONE


def now_datetime() -> datetime:
    """The present moment in the site's time zone, without zone information."""
    session = current_or_none()
    if session:
        return session.site.now()
    return datetime.now(ZoneInfo(DEFAULT_TIME_ZONE)).replace(tzinfo=None)


def now() -> str:
    """The present moment as text with microseconds."""
    return now_datetime().strftime(DATETIME_FORMAT)


def today() -> str:
    """Today's date as text."""
    return now_datetime().strftime(DATE_FORMAT)


nowdate = today


def nowtime() -> str:
    """The present time of day as text."""
    return now_datetime().strftime(TIME_FORMAT)


def get_datetime_in_timezone(time_zone: str) -> datetime:
    """The present moment in another time zone."""
    return datetime.now(ZoneInfo(time_zone))


def convert_utc_to_system_timezone(moment: datetime) -> datetime:
    """A UTC moment as the site's clock shows it, with zone information."""
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(get_system_timezone()))


# reading --------------------------------------------------------------------------------------


def getdate(value: Any = None) -> date | None:
    """Date of a text, date or moment; nothing means today; rubbish stops with a message."""
    if not value:
        return now_datetime().date()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value)
    if text.startswith("0000-00-00"):
        return None
    return _parse_date(text)


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text[:10] if text[10:11] in (" ", "T") else text)
    except ValueError:
        return _parse(text, "date").date()


def get_datetime(value: Any = None) -> datetime | None:
    """Moment of a text or a date (midnight); None means now; rubbish stops with a message."""
    if value is None:
        return now_datetime()
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, list | tuple):
        return datetime(*value)
    if isinstance(value, date):
        return datetime.combine(value, time())
    text = str(value)
    if not text or text.startswith("0000-00-00"):
        return None
    return _parse_datetime(text)


def _parse_datetime(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _parse(text, "date and time").replace(tzinfo=None)


def _parse(text: str, what: str) -> datetime:
    try:
        return parser.parse(text)
    except (ValueError, OverflowError):
        throw(f"{text} is not a valid {what}.", ValidationError, title="Invalid Date")


def get_time(value: Any) -> time:
    """Time of day of a text, moment or duration."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta):
        return (datetime.min + value).time()
    try:
        return time.fromisoformat(str(value))
    except ValueError:
        return _parse(str(value), "time").time()


def to_timedelta(value: Any) -> timedelta:
    """Span of a text such as `1 day, 2:03:04`; a span stays as it is."""
    if isinstance(value, timedelta):
        return value
    match = CLOCK.fullmatch(str(value).strip())
    if not match:
        throw(f"{value} is not a valid time.", ValidationError, title="Invalid Time")
    sign, days, hours, minutes, seconds = match.groups()
    span = timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=float(seconds or 0))
    return -span if sign else span


def get_timedelta(value: Any = None) -> timedelta | None:
    """Span since midnight of a text or a moment."""
    moment = get_datetime(value) if not isinstance(value, timedelta | time) else value
    if isinstance(moment, timedelta) or moment is None:
        return moment
    clock = moment.time() if isinstance(moment, datetime) else moment
    return datetime.combine(date.min, clock) - datetime.min


def get_timestamp(value: DateLike) -> float:
    """Seconds since 1970 of a date's midnight on the server's clock."""
    day = getdate(value)
    return datetime.combine(day, time()).timestamp() if day else 0.0


def is_invalid_date_string(text: Any) -> bool:
    """Whether a stored date is no date."""
    return not isinstance(text, str) or not text or text.startswith(("0001-01-01", "0000-00-00"))


# counting -------------------------------------------------------------------------------------


def add_to_date(
    value: DateLike = None,
    years: float = 0,
    months: float = 0,
    weeks: float = 0,
    days: float = 0,
    hours: float = 0,
    minutes: float = 0,
    seconds: float = 0,
    as_string: bool = False,
    as_datetime: bool = False,
) -> Any:
    """A later (or earlier) date. A text gives a text; hours, minutes or seconds give a moment."""
    with_time = as_datetime or bool(hours or minutes or seconds)
    start, as_text, with_time = _start(value, as_string, with_time)
    step = relativedelta(
        years=int(years), months=int(months), weeks=int(weeks), days=int(days),
        hours=int(hours), minutes=int(minutes), seconds=int(seconds),
    )  # fmt: skip
    step += timedelta(weeks=weeks - int(weeks), days=days - int(days), hours=hours - int(hours))
    step += timedelta(minutes=minutes - int(minutes), seconds=seconds - int(seconds))
    try:
        result = start + step
    except (OverflowError, ValueError) as error:  # before the year 1, after 9999
        raise InvalidDates(f"{start} is too far away to be counted on.") from error
    return result.strftime(DATETIME_FORMAT if with_time else DATE_FORMAT) if as_text else result


def _start(value: DateLike, as_text: bool, with_time: bool) -> tuple[date | datetime, bool, bool]:
    """Where to count from, whether to answer with a text, and whether that text has a time."""
    if value is None or value == "":
        return now_datetime(), as_text, with_time
    if isinstance(value, str):
        moment = _parse_datetime(value)
        return moment, True, with_time or " " in value
    if with_time and not isinstance(value, datetime):
        return datetime.combine(value, time()), as_text, True
    return value, as_text, with_time


def add_days(value: DateLike, days: float) -> Any:
    """`days` later."""
    return add_to_date(value, days=float(days))


def add_months(value: DateLike, months: float) -> Any:
    """`months` later; the 31st becomes the last day of a shorter month."""
    return add_to_date(value, months=float(months))


def add_years(value: DateLike, years: float) -> Any:
    """`years` later; 29 February becomes the 28th."""
    return add_to_date(value, years=float(years))


def date_diff(later: DateLike, earlier: DateLike) -> int:
    """Days from `earlier` to `later`."""
    return (_day(later) - _day(earlier)).days


days_diff = date_diff


def _day(value: DateLike) -> date:
    day = getdate(value)
    if day is None:
        throw(f"{value} is not a valid date.", ValidationError)
    return day


def month_diff(later: DateLike, earlier: DateLike) -> int:
    """Calendar months that the two dates touch, both counted."""
    end, start = _day(later), _day(earlier)
    return (end.year - start.year) * 12 + end.month - start.month + 1


def time_diff(later: Any, earlier: Any) -> timedelta:
    """Span between two moments."""
    end, start = get_datetime(later), get_datetime(earlier)
    return end - start if end and start else timedelta()


def time_diff_in_seconds(later: Any, earlier: Any) -> float:
    """Seconds between two moments."""
    return time_diff(later, earlier).total_seconds()


def time_diff_in_hours(later: Any, earlier: Any) -> float:
    """Hours between two moments, to six places."""
    return round(time_diff_in_seconds(later, earlier) / 3600, 6)
