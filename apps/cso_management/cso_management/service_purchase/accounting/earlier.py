"""What was signed or approved before the switch: shown to finance first, then booked like everything else.

Booking the earlier ones is asked for by a person, never by the switch: an office may have booked them by hand
in the meantime. What is there in ERPNext already is found and taken over, so nothing is booked twice.
"""

from collections.abc import Sequence
from typing import Any

import frappe
from frappe import _

from ...process import money
from .. import states
from . import booking, erpnext, settings

OPEN = {
	booking.CONTRACT: states.SIGNED,
	booking.REQUEST: (booking.APPROVED, states.PAID),
}
FIELDS = {
	booking.CONTRACT: [
		"contract_no as number",
		"title",
		"provider_name as party",
		"sign_date as day",
		"amount",
	],
	booking.REQUEST: [
		"invoice_no as number",
		"recipient_name as party",
		"paid_on as day",
		"net_amount as amount",
	],
}
MOST = 500


def rows() -> list[dict[str, Any]]:
	"""Documents of the caller's region that nobody asked to book yet, contracts first, oldest first."""
	frappe.only_for(booking.MAY_REPEAT)
	return [row for doctype in OPEN for row in _of(doctype)]


def _of(doctype: str) -> list[dict[str, Any]]:
	found = frappe.get_list(
		doctype,
		filters=_unbooked(doctype),
		fields=["name", "workflow_state", *FIELDS[doctype]],
		order_by="creation asc, name asc",
		limit_page_length=MOST,
	)
	return [_row(doctype, row) for row in found]


def _unbooked(doctype: str) -> dict[str, Any]:
	return {"accounting_state": ["is", "not set"], "workflow_state": ["in", OPEN[doctype]]}


def _row(doctype: str, row: Any) -> dict[str, Any]:
	return {
		**row,
		"doctype": doctype,
		"state": _(row.workflow_state, context="State"),
		"amount": float(money.money(row.amount)),
		"makes": _makes(doctype, row),
	}


def _makes(doctype: str, row: Any) -> list[str]:
	"""What will be made in ERPNext, in words; what is there already is named. Nothing is written."""
	code, name = _provider(doctype, row.name)
	known = erpnext.known_supplier(name, code)
	supplier = _("supplier {0}, known").format(known) if known else _("new supplier {0}").format(name)
	if doctype == booking.CONTRACT:
		return [supplier]
	bill = known and erpnext.known_invoice(settings.load().company, known, row.number)
	invoice = _("invoice {0}, known").format(bill) if bill else _("new invoice {0}").format(row.number)
	is_paid = row.workflow_state == states.PAID
	return [supplier, invoice, *([_("payment entry")] if is_paid and row.amount else [])]


def _provider(doctype: str, name: str) -> tuple[str, str]:
	contract = name if doctype == booking.CONTRACT else frappe.db.get_value(doctype, name, "contract")
	fields = ["provider_credit_code", "provider_name"]
	found = frappe.db.get_value(booking.CONTRACT, contract, fields)
	return str(found[0] or ""), str(found[1] or "")


def ask(chosen: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
	"""Hand the chosen ones to the bookkeeping; what somebody asked for meanwhile is left alone."""
	frappe.only_for(booking.MAY_REPEAT)
	if not settings.is_on():
		frappe.throw(_("Booking in ERPNext is switched off."), title=_("Not Possible"))
	return [_ask(row["doctype"], row["name"]) for row in chosen]


def _ask(doctype: str, name: str) -> dict[str, Any]:
	if doctype not in OPEN or not frappe.has_permission(doctype, "read", name):
		raise frappe.PermissionError
	wanted = {"name": name, **_unbooked(doctype)}
	asked = bool(frappe.db.get_value(doctype, wanted, "name", for_update=True))
	if asked:
		booking.ask(frappe.get_doc(doctype, name))
	return {"doctype": doctype, "name": name, "asked": asked}
