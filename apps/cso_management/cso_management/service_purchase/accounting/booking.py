"""What is booked when: asked for in the act, done by a job, repeated by finance or the daily run.

Nothing here stops a contract or a payment; what went wrong stands in the document.
"""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.utils import strip_html

from ...approvals.engine.moving import acting_as
from ...permissions import roles
from ...process import moves
from .. import states
from . import erpnext, settings

CONTRACT, REQUEST = "CSO Service Contract", "CSO Payment Request"
WAITING, BOOKED, FAILED = "To Book", "Booked", "Booking Failed"
OPEN = (WAITING, FAILED)
APPROVED = "To Pay"
MAY_REPEAT = (roles.FINANCE_REVIEWER, roles.ADMINISTRATOR, "System Manager")
LONGEST = 500
# What a booking reads of its document, and writes.
KEPT = {
	CONTRACT: ["accounting_state", "supplier"],
	REQUEST: ["accounting_state", "workflow_state", "purchase_invoice", "payment_entry"],
}
Values = dict[str, Any]


def contract_moved(doc: Any) -> None:
	"""A contract in force makes its provider a supplier."""
	if moves.entered(doc, "Signed"):
		ask(doc)


def request_moved(doc: Any) -> None:
	"""An approved request becomes an invoice, a paid one a payment entry."""
	if moves.entered(doc, APPROVED, states.PAID):
		ask(doc)


def try_again(doc: Any) -> None:
	"""At once, so that whoever pressed sees what came of it."""
	frappe.only_for(MAY_REPEAT)
	if not settings.is_on():
		frappe.throw(_("Booking in ERPNext is switched off."), title=_("Not Possible"))
	if doc.accounting_state not in OPEN:
		frappe.throw(_("There is nothing left to book."), title=_("Not Possible"))
	book(doc.doctype, doc.name)


def run() -> None:
	"""Every day: what waits or failed is tried again."""
	if not settings.is_on():
		return
	for doctype in (CONTRACT, REQUEST):
		waiting = {"accounting_state": ["in", OPEN]}
		for name in frappe.get_all(doctype, filters=waiting, pluck="name", order_by="name asc"):
			_enqueue(doctype, name)


def book(doctype: str, name: str) -> None:
	"""The job: books one document and writes down what came of it. Several at once wait for each other."""
	conf = settings.load()
	doc = _locked(doctype, name)
	if not settings.is_on() or doc.accounting_state not in OPEN:
		return
	frappe.db.savepoint("booking")
	try:
		with acting_as(conf.book_as):
			values = BOOKINGS[doctype](doc, conf)
	except Exception as error:
		frappe.db.rollback(save_point="booking")
		values = _failure(doc, error)
	doc.db_set({"accounting_message": "", **values}, update_modified=False)


def _locked(doctype: str, name: str) -> Any:
	"""The document, its row locked and what a booking keeps in it as committed last.

	The row alone: its tables are written by others, who come from the tables to the row.
	"""
	kept = frappe.db.get_value(doctype, name, KEPT[doctype], as_dict=True, for_update=True)
	return frappe.get_doc(doctype, name).update(kept)


def ask(doc: Any) -> None:
	"""Note that a document is to be booked, and let a job do it."""
	if settings.is_on():
		doc.db_set({"accounting_state": WAITING, "accounting_message": ""}, update_modified=False)
		_enqueue(doc.doctype, doc.name)


def _enqueue(doctype: str, name: str) -> None:
	frappe.enqueue(
		"cso_management.service_purchase.accounting.booking.book",
		queue="short",
		enqueue_after_commit=True,
		doctype=doctype,
		name=name,
	)


def _book_contract(doc: Any, conf: Any) -> Values:
	return {"supplier": _supplier(doc, conf), "accounting_state": BOOKED}


def _book_request(doc: Any, conf: Any) -> Values:
	bill = _bill(doc, conf)
	invoice = erpnext.invoice(conf, bill, doc.purchase_invoice)
	other = {"purchase_invoice": invoice, "name": ["!=", doc.name]}
	if frappe.db.exists(REQUEST, other):
		frappe.throw(_("The purchase invoice {0} belongs to another payment request.").format(invoice))
	values: Values = {"purchase_invoice": invoice, "accounting_state": BOOKED}
	return _pay(doc, conf, bill, values) if doc.workflow_state == states.PAID else values


def _pay(doc: Any, conf: Any, bill: erpnext.Bill, values: Values) -> Values:
	invoice = values["purchase_invoice"]
	if conf.submit_documents:
		erpnext.submit(erpnext.INVOICE, invoice)
	elif erpnext.is_draft(erpnext.INVOICE, invoice):
		text = _("Submit the purchase invoice {0} in ERPNext, then book again.").format(invoice)
		return {**values, "accounting_state": WAITING, "accounting_message": text}
	if not bill.net:
		return values
	payment = erpnext.payment(conf, bill, invoice, doc.voucher_no, doc.paid_on)
	if conf.submit_documents:
		erpnext.submit(erpnext.PAYMENT, payment)
	return {**values, "payment_entry": payment}


def _supplier(contract: Any, conf: Any) -> str:
	return erpnext.supplier(conf, contract.provider_name, contract.provider_credit_code)


def _bill(doc: Any, conf: Any) -> erpnext.Bill:
	contract = frappe.get_doc(CONTRACT, doc.contract)
	return erpnext.Bill(
		request=doc.name,
		title=contract.title,
		supplier=_supplier(contract, conf),
		number=doc.invoice_no,
		dated=doc.invoice_on,
		amount=doc.amount,
		deductions=doc.deductions,
	)


def _failure(doc: Any, error: Exception) -> Values:
	frappe.clear_messages()
	text = strip_html(str(error)).strip() or type(error).__name__
	frappe.log_error(
		title=f"{doc.doctype} {doc.name}", reference_doctype=doc.doctype, reference_name=doc.name
	)
	return {"accounting_state": FAILED, "accounting_message": text[:LONGEST]}


BOOKINGS: dict[str, Callable[[Any, Any], Values]] = {CONTRACT: _book_contract, REQUEST: _book_request}
