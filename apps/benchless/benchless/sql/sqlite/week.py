"""Week numbers in the eight ways that MariaDB knows."""

from datetime import date, timedelta

STARTS_MONDAY = (1, 3, 5, 7)
FIRST_HAS_FOUR_DAYS = (1, 3, 4, 6)
NEVER_ZERO = (2, 3, 6, 7)


def week_of(day: date, mode: int) -> tuple[int, int]:
    """Year and week of the day; in the modes that allow it, days before week 1 are week 0."""
    mode %= 8
    today = date(day.year, day.month, day.day)
    first = _first_week(today.year, mode)
    if today < first:
        if mode not in NEVER_ZERO:
            return today.year, 0
        return today.year - 1, _distance(_first_week(today.year - 1, mode), today)
    if mode in NEVER_ZERO and today >= _first_week(today.year + 1, mode):
        return today.year + 1, 1
    return today.year, _distance(first, today)


def _distance(first: date, today: date) -> int:
    return (today - first).days // 7 + 1


def _first_week(year: int, mode: int) -> date:
    """The day on which week 1 of the year begins."""
    new_year = date(year, 1, 1)
    since_start = new_year.weekday() if mode in STARTS_MONDAY else (new_year.weekday() + 1) % 7
    if since_start == 0 or (mode in FIRST_HAS_FOUR_DAYS and since_start <= 3):
        return new_year - timedelta(days=since_start)
    return new_year + timedelta(days=7 - since_start)
