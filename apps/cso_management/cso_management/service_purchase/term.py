"""How long a contract may run: a year; three years where money, content, funding and prices are sure.

Source: the ministry of finance's rules on government purchase of services (order 102).
"""

from datetime import date

ONE_YEAR, THREE_YEARS = 12, 36
CONDITIONS = ("budget_secured", "content_fixed", "funding_stable", "price_stable")


def problem(months: int, reason: str | None, ticks: int) -> str | None:
	"""`TOO_SHORT`, `TOO_LONG`, `NO_REASON`, `CONDITIONS`, or nothing."""
	if months < 1:
		return "TOO_SHORT"
	if months <= ONE_YEAR:
		return None
	if months > THREE_YEARS:
		return "TOO_LONG"
	if not (reason or "").strip():
		return "NO_REASON"
	return None if ticks == len(CONDITIONS) else "CONDITIONS"


def months_between(first: date, last: date) -> int:
	"""Begun months from the first to the last day: 1 January to 31 December is 12."""
	months = (last.year - first.year) * 12 + last.month - first.month
	return months + (1 if last.day >= first.day else 0)
