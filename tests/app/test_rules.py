"""Pure rules of approvals."""

from datetime import date

from cso_management.approvals.rules.hash_chain import first_broken, row_hash
from cso_management.approvals.rules.workdays import WorkDays

# National Day 1 to 7 October; Saturday 10 October is a working day.
CALENDAR = WorkDays([date(2026, 10, day) for day in range(1, 8)], [date(2026, 10, 10)])


def test_weekends_are_free() -> None:
    assert WorkDays().add(date(2026, 11, 20), 1) == date(2026, 11, 23)


def test_a_make_up_saturday_counts() -> None:
    assert CALENDAR.is_workday(date(2026, 10, 10))
    assert CALENDAR.add(date(2026, 10, 9), 1) == date(2026, 10, 10)


def test_holidays_are_skipped() -> None:
    assert CALENDAR.add(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CALENDAR.between(date(2026, 9, 30), date(2026, 10, 12)) == 4


def test_nothing_between_a_day_and_the_day_before() -> None:
    assert CALENDAR.between(date(2026, 11, 22), date(2026, 11, 21)) == 0


def test_hash_chain_finds_the_first_broken_row() -> None:
    rows, previous = [], ""
    for number in range(3):
        content = {"n": number}
        current = row_hash(content, previous)
        rows.append((content, previous, current))
        previous = current
    assert first_broken(rows) is None
    rows[1] = ({"n": 99}, rows[1][1], rows[1][2])
    assert first_broken(rows) == 1
