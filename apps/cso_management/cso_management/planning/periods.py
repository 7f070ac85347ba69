"""Months, quarters and years."""

from calendar import monthrange
from datetime import date

MONTHS = {"Month": 1, "Quarter": 3, "Year": 12}


def bounds(kind: str, day: date) -> tuple[date, date]:
	"""First and last day of the month, quarter or year that holds the day."""
	length = MONTHS[kind]
	month = (day.month - 1) // length * length + 1
	last = month + length - 1
	return date(day.year, month, 1), date(day.year, last, monthrange(day.year, last)[1])


def title(kind: str, first: date) -> str:
	"""2026年, 2026年第3季度, 2026年7月"""
	if kind == "Year":
		return f"{first.year}年"
	return (
		f"{first.year}年第{(first.month + 2) // 3}季度"
		if kind == "Quarter"
		else f"{first.year}年{first.month}月"
	)
