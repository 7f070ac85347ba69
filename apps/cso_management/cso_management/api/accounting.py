"""What the page of the earlier bookings calls; for finance."""

from typing import Any

import frappe

from ..service_purchase.accounting import booking, earlier, settings


@frappe.whitelist(methods=["GET"])
def earlier_ones() -> dict[str, Any]:
	"""Contracts and payments from before the switch, with what booking them would make; writes nothing."""
	frappe.only_for(booking.MAY_REPEAT)
	is_on = settings.is_on()
	return {"on": is_on, "most": earlier.MOST, "rows": earlier.rows() if is_on else []}


@frappe.whitelist(methods=["POST"])
def book_earlier(documents: str | list[dict[str, str]]) -> list[dict[str, Any]]:
	"""Book the chosen ones: `[{"doctype", "name"}]`. Answers which were handed over; asked again, none is."""
	return earlier.ask(frappe.parse_json(documents))
