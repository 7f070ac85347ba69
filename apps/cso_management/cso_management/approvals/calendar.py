"""The working days of this site."""

from datetime import date

import frappe
from frappe.utils import getdate

from .rules.workdays import WorkDays


def load() -> WorkDays:
	rows = frappe.get_all(
		"CSO Calendar Day",
		filters={"parenttype": "CSO Work Calendar"},
		fields=["day", "kind"],
		order_by="day asc",
	)
	days = {kind: [getdate(row.day) for row in rows if row.kind == kind] for kind in ("Holiday", "Workday")}
	return WorkDays(days["Holiday"], days["Workday"])


def add_days(start: date, days: int, *, working: bool = True) -> date:
	if working:
		return load().add(start, days)
	return date.fromordinal(start.toordinal() + days)
