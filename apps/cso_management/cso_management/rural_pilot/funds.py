"""Pilot money: what was budgeted, paid out and used, row by row; the sums stand in the pilot.

Own funds are the village's: nobody pays them out, so they stand beside what others gave.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from ..process import money

SUMS = ("funds_promised", "funds_received", "funds_used", "funds_left", "own_funds_used")


def remaining(row: Any) -> money.Decimal:
	"""What is left of a row: of what was paid out, or of what the village put in."""
	whole = row.get("amount") if cint(row.get("own_funds")) else row.get("received")
	return max(money.money(whole) - money.money(row.get("used")), money.Decimal(0))


def sums(rows: Sequence[Any], recovered: Any = 0) -> dict[str, money.Decimal]:
	"""The sums of the pilot; `recovered` went back to whoever gave it."""
	given = [row for row in rows if not cint(row.get("own_funds"))]
	own = [row for row in rows if cint(row.get("own_funds"))]
	used, received = money.total(given, "used"), money.total(given, "received")
	left = received - used - money.money(recovered)
	return {
		"funds_promised": money.total(given),
		"funds_received": received,
		"funds_used": used,
		"funds_left": max(left, money.Decimal(0)),
		"own_funds_used": money.total(own, "used"),
	}


def problem(row: Mapping[str, Any]) -> str:
	"""`MORE_THAN_PAID`, `NO_EVIDENCE` or nothing."""
	if not cint(row.get("own_funds")) and money.exceeds(row.get("used"), row.get("received")):
		return "MORE_THAN_PAID"
	if money.money(row.get("used")) > 0 and not row.get("evidence"):
		return "NO_EVIDENCE"
	return ""


def compute(doc: Any) -> None:
	for row in doc.support:
		row.remaining = float(remaining(row))
	doc.update({field: float(value) for field, value in sums(doc.support, doc.recovered_amount).items()})


def check(doc: Any) -> None:
	"""Nobody uses or gives back what never came, and nothing is used without evidence."""
	for row in doc.support:
		found = problem(row)
		if found:
			frappe.throw(_refusals()[found].format(_("Support"), row.idx, *_figures(row)))
	if money.exceeds(doc.recovered_amount, doc.funds_received):
		frappe.throw(
			_("{0}: not more than the {1} that were paid out.").format(
				_("Funds Recovered"), f"{money.money(doc.funds_received):,.2f}"
			)
		)


def _figures(row: Any) -> tuple[str, str]:
	return f"{money.money(row.used):,.2f}", f"{money.money(row.received):,.2f}"


def _refusals() -> dict[str, str]:
	return {
		"MORE_THAN_PAID": _(
			"{0}, line {1}: {2} used, but only {3} paid out. Enter what was paid out, or tick Own Funds."
		),
		"NO_EVIDENCE": _("{0}, line {1}: {2} used; attach the evidence of use."),
	}
