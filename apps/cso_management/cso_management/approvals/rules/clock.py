"""Due dates, pauses, the two-sided time ledger and the lights. Pure arithmetic on days."""

from collections.abc import Sequence
from datetime import date, timedelta

from .workdays import ONE_DAY, WorkDays

GREEN, YELLOW, RED = "green", "yellow", "red"
AHEAD = 2
Pause = tuple[date, date]


def due(
	days: WorkDays, start: date, limit: int, *, working: bool = True, pauses: Sequence[Pause] = ()
) -> date:
	"""The last day. A pause (first day, last day; both stop the clock) does not count."""
	day, left = start, limit
	while left > 0:
		day += ONE_DAY
		if _paused(day, pauses):
			continue
		left -= days.is_workday(day) if working else 1
	return day


def next_workday(days: WorkDays, day: date) -> date:
	"""A deadline in calendar days that ends on a day off moves to the next working day."""
	while not days.is_workday(day):
		day += ONE_DAY
	return day


def pause_length(days: WorkDays, pause: Pause) -> int:
	"""Working days of a pause."""
	return days.between(pause[0] - ONE_DAY, pause[1])


def ledger(start: date, end: date, pauses: Sequence[Pause] = ()) -> tuple[int, int]:
	"""Days at the office and days at the applicant between two days; together the elapsed days."""
	elapsed = max((end - start).days, 0)
	every = (start + timedelta(number) for number in range(1, elapsed + 1))
	applicant = sum(_paused(day, pauses) for day in every)
	return elapsed - applicant, applicant


def light(days: WorkDays, today: date, due_on: date | None) -> str | None:
	"""Yellow from two working days before; red when over."""
	if due_on is None:
		return None
	if today > due_on:
		return RED
	# A date of next year is not counted day by day: a list asks this for every row.
	return YELLOW if due_on < days.add(today, AHEAD + 1) else GREEN


def notice(days: WorkDays, today: date, due_on: date) -> str | None:
	"""What is to be said today: `soon` two working days before, `today`, `late` on the first day after."""
	if not days.is_workday(today):
		return None
	if today == due_on:
		return "today"
	if today < due_on:
		return "soon" if days.between(today, due_on) == AHEAD else None
	return "late" if days.between(due_on, today) == 1 else None


def _paused(day: date, pauses: Sequence[Pause]) -> bool:
	return any(first <= day <= last for first, last in pauses)
