"""Arithmetic on working days, with statutory holidays and make-up working days (调休)."""

from collections.abc import Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


class WorkDays:
	def __init__(self, holidays: Iterable[date] = (), workdays: Iterable[date] = ()) -> None:
		self.holidays = frozenset(holidays)
		self.workdays = frozenset(workdays)

	def is_workday(self, day: date) -> bool:
		if day in self.workdays:
			return True
		return day.weekday() < 5 and day not in self.holidays

	def add(self, start: date, days: int) -> date:
		"""The day on which so many working days after `start` are over."""
		day = start
		while days > 0:
			day += ONE_DAY
			days -= self.is_workday(day)
		return day

	def between(self, start: date, end: date) -> int:
		"""Working days after `start` up to and including `end`; none when end is not later."""
		count, day = 0, start
		while day < end:
			day += ONE_DAY
			count += self.is_workday(day)
		return count
