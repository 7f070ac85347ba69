"""The calendar and the clock."""

from datetime import date, datetime, time, timedelta

import pytest

from benchless import calendars, dates


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-03-01T10:00:00", date(2024, 3, 1)),
        ("2024-03-01 10:00:00.123456", date(2024, 3, 1)),
        (datetime(2024, 3, 1, 9), date(2024, 3, 1)),
        (date(2024, 3, 1), date(2024, 3, 1)),
        ("0000-00-00", None),
        ("1 March 2024", date(2024, 3, 1)),
    ],
)
def test_getdate(value: object, wanted: date | None) -> None:
    assert dates.getdate(value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2024-03-01 10:11:12.345678", datetime(2024, 3, 1, 10, 11, 12, 345678)),
        ("2024-03-01", datetime(2024, 3, 1)),
        (date(2024, 3, 1), datetime(2024, 3, 1)),
        ("2024-03-01T10:00:00+08:00", datetime(2024, 3, 1, 10)),
        ("", None),
    ],
)
def test_get_datetime(value: object, wanted: datetime | None) -> None:
    assert dates.get_datetime(value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("9:5:7", time(9, 5, 7)), ("09:05:07", time(9, 5, 7)), (timedelta(hours=1), time(1))],
)
def test_get_time(value: object, wanted: time) -> None:
    assert dates.get_time(value) == wanted


@pytest.mark.parametrize(
    ("start", "step", "wanted"),
    [
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        (date(2024, 2, 28), {"days": 2}, date(2024, 3, 1)),
        ("2024-01-01 10:00:00", {"days": 1}, "2024-01-02 10:00:00.000000"),
        ("2024-01-01", {"hours": 25}, "2024-01-02 01:00:00.000000"),
        (date(2024, 1, 1), {"weeks": -1}, date(2023, 12, 25)),
        (date(2024, 1, 1), {"hours": 1}, datetime(2024, 1, 1, 1)),
    ],
)
def test_add_to_date(start: object, step: dict[str, int], wanted: object) -> None:
    assert dates.add_to_date(start, **step) == wanted  # type: ignore[arg-type]


def test_differences() -> None:
    assert dates.date_diff("2024-03-01", "2024-02-28") == 2
    assert dates.month_diff("2024-03-01", "2024-02-28") == 2
    assert dates.time_diff_in_hours("2024-03-01 10:00:00", "2024-03-01 08:30:00") == 1.5


@pytest.mark.parametrize(
    ("function", "value", "wanted"),
    [
        ("get_first_day", "2024-02-15", date(2024, 2, 1)),
        ("get_last_day", "2024-02-15", date(2024, 2, 29)),
        ("get_quarter_start", "2024-05-15", date(2024, 4, 1)),
        ("get_quarter_ending", "2024-05-15", date(2024, 6, 30)),
        ("get_year_ending", "2024-05-15", date(2024, 12, 31)),
        ("get_first_day_of_week", "2024-05-15", date(2024, 5, 12)),
        ("get_last_day_of_week", "2024-05-15", date(2024, 5, 18)),
    ],
)
def test_calendar(function: str, value: str, wanted: date) -> None:
    assert getattr(calendars, function)(value) == wanted


@pytest.mark.parametrize(
    ("timespan", "first", "last"),
    [
        ("today", "2024-05-15", "2024-05-15"),
        ("last 7 days", "2024-05-08", "2024-05-14"),
        ("last month", "2024-04-01", "2024-04-30"),
        ("this quarter", "2024-04-01", "2024-06-30"),
        ("next year", "2025-01-01", "2025-12-31"),
        ("last 6 months", "2023-11-01", "2024-04-30"),
        ("next 6 months", "2024-06-01", "2024-11-30"),
    ],
)
def test_timespans(monkeypatch: pytest.MonkeyPatch, timespan: str, first: str, last: str) -> None:
    monkeypatch.setattr(calendars, "now_datetime", lambda: datetime(2024, 5, 15, 12))
    assert calendars.get_timespan_date_range(timespan) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


def test_unknown_timespan() -> None:
    assert calendars.get_timespan_date_range("some day") is None
