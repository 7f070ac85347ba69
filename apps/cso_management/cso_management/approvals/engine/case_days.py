"""Days of a case: at the office, at the applicant, and how near the deadline is."""

from typing import Any

from frappe.utils import getdate, today

from .. import calendar
from ..rules import clock
from . import store


def of(record: store.Record) -> tuple[int, int]:
	"""Days at the office and days at the applicant; together the elapsed days."""
	row, memory = record.row, record.memory
	end = getdate(row.closed_at) if row.closed_at else getdate(today())
	pauses = [(_after(first), getdate(last)) for first, last in memory.get("pauses", [])]
	if memory.get("paused_since"):
		pauses.append((_after(memory["paused_since"]), end))
	return clock.ledger(getdate(row.started_at), end, pauses)


def light(due_on: Any) -> str | None:
	return clock.light(calendar.load(), getdate(today()), getdate(due_on) if due_on else None)


def _after(day: Any) -> Any:
	"""The clock of the office stops on the day after the return."""
	found = getdate(day)
	return found.fromordinal(found.toordinal() + 1)
