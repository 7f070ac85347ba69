"""How the days, times and durations of a column are written."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

# Forms of days and times in files, the likeliest first.
FORMATS = {
    "Date": ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%m-%d-%Y", "%m/%d/%Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d"),
    "Datetime": ("%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M"),
    "Time": ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f"),
}
LENGTHS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


def format_of(cells: list[Any], kind: str) -> str | None:
    """The form that all texts of a column have; None when they have no common one."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    known = (one for one in FORMATS.get(kind, ()) if all(_fits(text, one) for text in texts))
    return next(known, None) if texts else None


def _fits(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def seconds_of(text: str) -> float:
    """Seconds of `1h 30m`, or of a plain number. Raises ValueError."""
    parts = re.findall(r"([\d.]+)\s*([dhms])", text.lower())
    if parts and not re.sub(r"[\d.]+\s*[dhms]", "", text.lower()).strip():
        return sum(float(number) * LENGTHS[unit] for number, unit in parts)
    return float(text)
