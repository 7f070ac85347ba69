"""Due dates on the shipped calendar: dated cases, and what must hold for every date."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cso_management import approvals
from cso_management.approvals.rules import clock
from cso_management.approvals.rules.workdays import WorkDays
from cso_management.approvals.rules.year import read_rows

DATA = Path(approvals.__file__).parent / "data" / "calendar.json"


def shipped() -> WorkDays:
    rows = [row for year in json.loads(DATA.read_text(encoding="utf-8")).values() for row in year]
    days = {
        kind: [date.fromisoformat(day) for day, k, _name in rows if k == kind]
        for kind in ("Holiday", "Workday")
    }
    return WorkDays(days["Holiday"], days["Workday"])


DAYS = shipped()
# Day of receipt, working days, last day; counted from the yearly notices, not from the shipped file.
DUE = [
    ("2021-02-05", 1, "2021-02-07"),
    ("2021-02-05", 3, "2021-02-09"),
    ("2021-02-10", 2, "2021-02-19"),
    ("2021-02-10", 10, "2021-03-02"),
    ("2021-04-23", 1, "2021-04-25"),
    ("2021-04-23", 3, "2021-04-27"),
    ("2021-04-30", 2, "2021-05-07"),
    ("2021-04-30", 10, "2021-05-18"),
    ("2021-09-17", 1, "2021-09-18"),
    ("2021-09-17", 3, "2021-09-23"),
    ("2021-09-24", 2, "2021-09-27"),
    ("2021-09-24", 10, "2021-10-13"),
    ("2021-09-30", 1, "2021-10-08"),
    ("2021-09-30", 3, "2021-10-11"),
    ("2021-10-08", 2, "2021-10-11"),
    ("2021-10-08", 10, "2021-10-21"),
    ("2022-01-28", 1, "2022-01-29"),
    ("2022-01-28", 3, "2022-02-07"),
    ("2022-04-01", 2, "2022-04-06"),
    ("2022-04-01", 10, "2022-04-18"),
    ("2022-04-22", 1, "2022-04-24"),
    ("2022-04-22", 3, "2022-04-26"),
    ("2022-09-30", 2, "2022-10-09"),
    ("2022-09-30", 10, "2022-10-19"),
    ("2022-10-07", 1, "2022-10-08"),
    ("2022-10-07", 3, "2022-10-10"),
    ("2022-12-30", 2, "2023-01-04"),
    ("2022-12-30", 10, "2023-01-16"),
    ("2023-01-20", 1, "2023-01-28"),
    ("2023-01-20", 3, "2023-01-30"),
    ("2023-04-21", 2, "2023-04-24"),
    ("2023-04-21", 10, "2023-05-08"),
    ("2023-06-21", 1, "2023-06-25"),
    ("2023-06-21", 3, "2023-06-27"),
    ("2023-09-28", 2, "2023-10-08"),
    ("2023-09-28", 10, "2023-10-18"),
    ("2023-10-06", 1, "2023-10-07"),
    ("2023-10-06", 3, "2023-10-09"),
    ("2024-02-02", 2, "2024-02-05"),
    ("2024-02-02", 10, "2024-02-21"),
    ("2024-02-09", 1, "2024-02-18"),
    ("2024-02-09", 3, "2024-02-20"),
    ("2024-04-03", 2, "2024-04-08"),
    ("2024-04-03", 10, "2024-04-18"),
    ("2024-04-30", 1, "2024-05-06"),
    ("2024-04-30", 3, "2024-05-08"),
    ("2024-09-13", 2, "2024-09-18"),
    ("2024-09-13", 10, "2024-09-29"),
    ("2024-09-27", 1, "2024-09-29"),
    ("2024-09-27", 3, "2024-10-08"),
    ("2024-09-30", 2, "2024-10-09"),
    ("2024-09-30", 10, "2024-10-18"),
    ("2024-10-11", 1, "2024-10-12"),
    ("2024-10-11", 3, "2024-10-15"),
    ("2025-01-24", 2, "2025-01-27"),
    ("2025-01-24", 10, "2025-02-13"),
    ("2025-01-27", 1, "2025-02-05"),
    ("2025-01-27", 3, "2025-02-07"),
    ("2025-04-25", 2, "2025-04-28"),
    ("2025-04-25", 10, "2025-05-13"),
    ("2025-04-30", 1, "2025-05-06"),
    ("2025-04-30", 3, "2025-05-08"),
    ("2025-09-26", 2, "2025-09-29"),
    ("2025-09-26", 10, "2025-10-16"),
    ("2025-09-30", 1, "2025-10-09"),
    ("2025-09-30", 3, "2025-10-11"),
    ("2025-10-10", 2, "2025-10-13"),
    ("2025-10-10", 10, "2025-10-23"),
    ("2026-01-02", 1, "2026-01-04"),
    ("2026-01-02", 3, "2026-01-06"),
    ("2026-02-13", 2, "2026-02-24"),
    ("2026-02-13", 10, "2026-03-05"),
    ("2026-02-27", 1, "2026-02-28"),
    ("2026-02-27", 3, "2026-03-03"),
    ("2026-04-30", 2, "2026-05-07"),
    ("2026-04-30", 10, "2026-05-18"),
    ("2026-09-18", 1, "2026-09-20"),
    ("2026-09-18", 3, "2026-09-22"),
    ("2026-09-24", 2, "2026-09-29"),
    ("2026-09-24", 10, "2026-10-15"),
    ("2026-09-30", 1, "2026-10-08"),
    ("2026-09-30", 3, "2026-10-10"),
    ("2026-10-09", 2, "2026-10-12"),
    ("2026-10-09", 10, "2026-10-22"),
]
# What the State Council's yearly notices name (gov.cn 2020-11/25/content_5564127, 2021-10/25/content_5644835,
# 2022-12/08/content_5730844, 202310/content_6911528, 202411/content_6986383, 202511/content_7047091):
# days off as month-day or a span of them, then the make-up working days.
NOTICES = [
    (2021, "1-1..1-3 2-11..2-17 4-3..4-5 5-1..5-5 6-12..6-14 9-19..9-21 10-1..10-7",
     "2-7 2-20 4-25 5-8 9-18 9-26 10-9"),
    (2022, "1-1..1-3 1-31..2-6 4-3..4-5 4-30..5-4 6-3..6-5 9-10..9-12 10-1..10-7 12-31",
     "1-29 1-30 4-2 4-24 5-7 10-8 10-9"),
    (2023, "1-1..1-2 1-21..1-27 4-5 4-29..5-3 6-22..6-24 9-29..10-6",
     "1-28 1-29 4-23 5-6 6-25 10-7 10-8"),
    (2024, "1-1 2-10..2-17 4-4..4-6 5-1..5-5 6-10 9-15..9-17 10-1..10-7",
     "2-4 2-18 4-7 4-28 5-11 9-14 9-29 10-12"),
    (2025, "1-1 1-28..2-4 4-4..4-6 5-1..5-5 5-31..6-2 10-1..10-8",
     "1-26 2-8 4-27 9-28 10-11"),
    (2026, "1-1..1-3 2-15..2-23 4-4..4-6 5-1..5-5 6-19..6-21 9-25..9-27 10-1..10-7",
     "1-4 2-14 2-28 5-9 9-20 10-10"),
]  # fmt: skip
# Received, working days, two stops of the clock, last day; counted by hand.
TWO_PAUSES = [
    ("2026-11-02", 10, [("2026-11-04", "2026-11-06"), ("2026-11-11", "2026-11-12")], "2026-11-23"),
    ("2024-09-23", 10, [("2024-09-25", "2024-09-26"), ("2024-10-08", "2024-10-09")], "2024-10-16"),
    ("2025-09-24", 5, [("2025-09-26", "2025-09-28"), ("2025-09-30", "2025-10-08")], "2025-10-11"),
    ("2026-02-12", 3, [("2026-02-13", "2026-02-13"), ("2026-02-24", "2026-02-25")], "2026-02-27"),
    ("2023-09-28", 2, [("2023-09-29", "2023-10-02"), ("2023-10-03", "2023-10-06")], "2023-10-08"),
    ("2022-09-29", 4, [("2022-09-30", "2022-09-30"), ("2022-10-08", "2022-10-09")], "2022-10-13"),
    ("2021-09-17", 4, [("2021-09-18", "2021-09-21"), ("2021-09-26", "2021-09-26")], "2021-09-27"),
]


def spans(year: int, text: str) -> Iterator[date]:
    for word in text.split():
        first, _dots, last = word.partition("..")
        day, end = (date(year, *map(int, part.split("-"))) for part in (first, last or first))
        while day <= end:
            yield day
            day += timedelta(1)


dates = st.dates(date(2021, 1, 4), date(2026, 11, 30))
limits = st.integers(1, 40)


@pytest.mark.parametrize(("start", "limit", "expected"), DUE)
def test_dated(start: str, limit: int, expected: str) -> None:
    assert str(clock.due(DAYS, date.fromisoformat(start), limit)) == expected


@pytest.mark.parametrize(
    "sunday", ["2021-09-26", "2022-10-09", "2023-10-08", "2024-09-29", "2025-09-28", "2026-09-20"]
)
def test_the_make_up_sunday_of_national_day_counts(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert day.weekday() == 6
    assert DAYS.is_workday(day)
    assert clock.due(DAYS, day - timedelta(1), 1) == day


@pytest.mark.parametrize("year", range(2021, 2027))
def test_national_day_is_off(year: int) -> None:
    assert not any(DAYS.is_workday(date(year, 10, day)) for day in range(1, 7))


@pytest.mark.parametrize(("year", "off", "on"), NOTICES, ids=lambda value: str(value)[:24])
def test_the_shipped_days_are_those_of_the_notice(year: int, off: str, on: str) -> None:
    """Every day of the year, not only those that the notice names."""
    holidays, make_up = {*spans(year, off)}, {*spans(year, on)}
    day = date(year, 1, 1)
    while day.year == year:
        expected = day in make_up or (day.weekday() < 5 and day not in holidays)
        assert DAYS.is_workday(day) is expected, day
        day += timedelta(1)
    assert {day for day in DAYS.workdays if day.year == year} == make_up


@pytest.mark.parametrize(("start", "limit", "pauses", "expected"), TWO_PAUSES)
def test_two_pauses(start: str, limit: int, pauses: list[tuple[str, str]], expected: str) -> None:
    first, found = date.fromisoformat(start), date.fromisoformat(expected)
    stops = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in pauses]
    assert clock.due(DAYS, first, limit, pauses=stops) == found
    assert DAYS.is_workday(found)
    office, applicant = clock.ledger(first, found, stops)
    assert office + applicant == (found - first).days
    assert applicant == sum((b - a).days + 1 for a, b in stops)


def test_calendar_days_do_not_skip_anything() -> None:
    assert clock.due(DAYS, date(2026, 9, 28), 10, working=False) == date(2026, 10, 8)
    assert clock.next_workday(DAYS, date(2026, 10, 3)) == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-23", "green"),
        ("2026-11-25", "yellow"),
        ("2026-11-27", "yellow"),
        ("2026-11-28", "red"),
        ("2026-11-30", "red"),
    ],
)
def test_lights(today: str, expected: str) -> None:
    assert clock.light(DAYS, date.fromisoformat(today), date(2026, 11, 27)) == expected


@given(dates, st.integers(-5, 60))
def test_yellow_is_two_working_days_before(today: date, ahead: int) -> None:
    due_on = today + timedelta(ahead)
    expected = "red" if ahead < 0 else "yellow" if DAYS.between(today, due_on) <= 2 else "green"
    assert clock.light(DAYS, today, due_on) == expected


def test_no_deadline_no_light() -> None:
    assert clock.light(DAYS, date(2026, 11, 23), None) is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-09-28", "soon"),
        ("2026-09-29", None),
        ("2026-09-30", "today"),
        ("2026-10-01", None),
        ("2026-10-08", "late"),
        ("2026-10-09", None),
    ],
)
def test_notices_fall_on_working_days(today: str, expected: str | None) -> None:
    assert clock.notice(DAYS, date.fromisoformat(today), date(2026, 9, 30)) == expected


@given(dates, limits)
def test_a_due_date_is_a_working_day(start: date, limit: int) -> None:
    due = clock.due(DAYS, start, limit)
    assert DAYS.is_workday(due)
    assert DAYS.between(start, due) == limit


@given(dates, limits, st.integers(1, 40), st.integers(0, 15))
def test_a_pause_of_k_working_days_moves_the_due_date_by_exactly_k(
    start: date, limit: int, offset: int, length: int
) -> None:
    before = clock.due(DAYS, start, limit)
    first = start + timedelta(offset)
    assume(first <= before)
    pause = (first, first + timedelta(length))
    moved = sum(DAYS.is_workday(first + timedelta(number)) for number in range(length + 1))
    assert clock.due(DAYS, start, limit, pauses=[pause]) == DAYS.add(before, moved)
    assert clock.pause_length(DAYS, pause) == moved


@given(dates, limits, st.lists(st.tuples(st.integers(1, 12), st.integers(0, 9)), min_size=1, max_size=4))
def test_pauses_add_up(start: date, limit: int, raw: list[tuple[int, int]]) -> None:
    """Disjoint pauses that begin before the date is reached move it by the sum of their working days."""
    pauses, last, moved = [], start, 0
    for gap, length in raw:
        first = last + timedelta(gap)
        assume(first <= clock.due(DAYS, start, limit, pauses=pauses))
        last = first + timedelta(length)
        pauses.append((first, last))
        moved += clock.pause_length(DAYS, (first, last))
    found = clock.due(DAYS, start, limit, pauses=pauses)
    assert found == DAYS.add(clock.due(DAYS, start, limit), moved)
    office, applicant = clock.ledger(start, found, pauses)
    assert (office + applicant, applicant) == (
        (found - start).days, sum((b - a).days + 1 for a, b in pauses if b <= found)
    ) or pauses[-1][1] > found  # fmt: skip


@given(dates, limits, st.integers(0, 30), st.integers(0, 40))
def test_what_is_left_after_a_return_is_the_same_as_a_pause(
    start: date, limit: int, until: int, away: int
) -> None:
    """The engine notes the days used at the return and counts the rest from the resubmission."""
    returned, resubmitted = start + timedelta(until), start + timedelta(until + away)
    left = limit - DAYS.between(start, returned)
    assume(left >= 1)
    pauses = [(returned + timedelta(1), resubmitted)] if away else []
    assert clock.due(DAYS, resubmitted, left) == clock.due(DAYS, start, limit, pauses=pauses)


@given(dates, st.integers(0, 200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 20)), max_size=4))
def test_the_two_sums_are_the_whole(start: date, elapsed: int, raw: list[tuple[int, int]]) -> None:
    pauses = [(start + timedelta(first), start + timedelta(first + length)) for first, length in raw]
    office, applicant = clock.ledger(start, start + timedelta(elapsed), pauses)
    assert office + applicant == elapsed
    assert office >= 0 and applicant >= 0


def test_a_table_of_days_is_read() -> None:
    rows = [
        ["日期", "类型", "名称"],
        ["2027-01-01", "放假", "元旦"],
        ["2027年1月3日", "上班", ""],
        ["", "", ""],
    ]
    assert read_rows(rows) == [(date(2027, 1, 1), "Holiday", "元旦"), (date(2027, 1, 3), "Workday", "")]


def test_a_wrong_row_is_named() -> None:
    with pytest.raises(ValueError, match="2"):
        read_rows([["2027-01-01", "放假"], ["2027-13-01", "放假"]])
