"""Text: white space, addresses in it, dates and numbers read from it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from benchless.dates import get_datetime, get_time, getdate
from benchless.values import Row, cstr

ADDRESS = re.compile(r"[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
DATE_FORMATS = (
    "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
)  # fmt: skip
TIME_FORMATS = ("%H:%M:%S.%f", "%H:%M:%S", "%H:%M")


def clean_whitespace(text: str) -> str:
    """Runs of white space as one blank, none at the ends."""
    return " ".join(cstr(text).split())


def extract_email_id(email: str) -> str:
    """The bare address of `Name <address>`."""
    found = ADDRESS.search(cstr(email))
    return found.group().lower() if found else cstr(email)


def validate_iban(iban: str | None, throw: bool = False) -> bool:
    """Whether an international account number has the right form and check digits."""
    text = cstr(iban).replace(" ", "").upper()
    if not IBAN.fullmatch(text):
        return False
    digits = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return int(digits) % 97 == 1


def parse_val(value: Any) -> Any:
    """True and False as 1 and 0, dates as text; anything else as it is."""
    if isinstance(value, bool):
        return int(value)
    return str(value) if isinstance(value, datetime) else value


def guess_date_format(date_string: str) -> str | None:
    """The strptime pattern that a date (with or without a time) is written in, or None."""
    day, _space, clock = date_string.strip().partition(" ")
    formats = [first for first in DATE_FORMATS if _fits(day, first)]
    if not formats:
        return None
    if not clock:
        return formats[0]
    times = [one for one in TIME_FORMATS if _fits(clock, one)]
    return f"{formats[0]} {times[0]}" if times else None


def _fits(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)
    except ValueError:
        return False
    return True


def get_date_str(date_obj: Any) -> str:
    """A day as `2024-03-05`."""
    return str(getdate(date_obj))


def get_datetime_str(datetime_obj: Any) -> str:
    """A moment as `2024-03-05 14:30:00.000000`."""
    found = get_datetime(datetime_obj)
    return found.strftime("%Y-%m-%d %H:%M:%S.%f") if found else ""


def get_time_str(time_obj: Any) -> str:
    """A time of day as `14:30:00.000000`."""
    return get_time(time_obj).strftime("%H:%M:%S.%f")


def get_filter(doctype: str, filters: Any, filters_config: Any = None) -> Any:
    """One filter (a dict, or a list of 2 to 4 parts) as a Row `doctype, fieldname, operator, value`."""
    parts = list(next(iter(filters.items()))) if isinstance(filters, dict) else list(filters)
    if len(parts) == 2:
        value = parts[1]
        pair = list(value) if isinstance(value, list | tuple) and len(value) == 2 else ["=", value]
        parts = [parts[0], *pair]
    if len(parts) == 3:
        parts = [doctype, *parts]
    return Row(doctype=parts[0], fieldname=parts[1], operator=parts[2], value=parts[3])
