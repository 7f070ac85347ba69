"""The working days of this site."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate

from .rules.workdays import WorkDays

KINDS = ("Holiday", "Workday")


def load() -> WorkDays:
	"""Read once in a request; between requests the days are kept until a calendar changes."""
	found = frappe.flags.cso_work_days
	if found is None:
		holidays, workdays = _kept()
		found = WorkDays(map(date.fromordinal, holidays), map(date.fromordinal, workdays))
		frappe.flags.cso_work_days = found
	return found


def forget() -> None:
	"""A calendar was changed in this request."""
	frappe.flags.cso_work_days = None


def add_days(start: date, days: int, *, working: bool = True) -> date:
	try:
		return load().add(start, days) if working else date.fromordinal(start.toordinal() + days)
	except (OverflowError, ValueError):
		frappe.throw(_("{0} is too far away to count days from.").format(start))


def _kept() -> tuple[list[int], list[int]]:
	"""Under the time of the last change, so that a change that is rolled back leaves nothing behind."""
	years = frappe.get_all("CSO Work Calendar", fields=["name", "modified"], order_by="name asc")
	key = "cso_work_days:" + "|".join(f"{row.name} {row.modified}" for row in years)
	found = frappe.cache.get_value(key)
	if not found:
		found = _read()
		frappe.cache.set_value(key, found)
	return found


def _read() -> tuple[list[int], list[int]]:
	rows = frappe.get_all(
		"CSO Calendar Day",
		filters={"parenttype": "CSO Work Calendar"},
		fields=["day", "kind"],
		order_by="day asc",
	)
	first, second = ([getdate(row.day).toordinal() for row in rows if row.kind == kind] for kind in KINDS)
	return first, second
