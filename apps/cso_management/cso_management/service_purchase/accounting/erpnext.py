"""The adapter: the only place that knows ERPNext's documents and fields.

Everything is found before it is made, so that a booking may be repeated at any time. Documents are written
with the rights of whoever is logged in.
"""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _

from ...process import money

SUPPLIER, INVOICE, PAYMENT = "Supplier", "Purchase Invoice", "Payment Entry"
REFERENCE = "Payment Entry Reference"
CURRENCY = "CNY"
NEEDED = (
	SUPPLIER,
	INVOICE,
	PAYMENT,
	REFERENCE,
	"Company",
	"Account",
	"Cost Center",
	"Mode of Payment",
	"Supplier Group",
	"UOM",
)
DRAFT, CANCELLED = 0, 2


@dataclass(frozen=True)
class Bill:
	"""What a payment request says, in the terms of the books."""

	request: str
	title: str
	supplier: str
	number: str
	dated: Any
	amount: Any
	deductions: Any

	@property
	def net(self) -> money.Decimal:
		return money.money(self.amount) - money.money(self.deductions)


def missing() -> list[str]:
	"""DocTypes that the adapter needs and this site lacks."""
	return [name for name in NEEDED if not frappe.db.exists("DocType", name)]


def currency_of(company: str) -> str | None:
	return frappe.db.get_value("Company", company, "default_currency")


def account(name: str) -> Any:
	return frappe.db.get_value(
		"Account", name, ["company", "is_group", "account_type", "root_type"], as_dict=True
	)


def company_of_cost_center(name: str) -> str | None:
	return frappe.db.get_value("Cost Center", name, "company")


def supplier(settings: Any, name: str, credit_code: str) -> str:
	"""The supplier with this credit code as its tax number; made if there is none.

	Somebody of the same name without a tax number is taken as the same, and gets the number.
	"""
	found = frappe.db.get_value(SUPPLIER, {"tax_id": credit_code}, "name", for_update=True)
	if found:
		return str(found)
	found = _nameless(name)
	doc = frappe.get_doc(SUPPLIER, found) if found else frappe.get_doc({"doctype": SUPPLIER})
	doc.tax_id = credit_code
	if not found:
		doc.update({"supplier_name": name, "supplier_type": "Company"})
		doc.supplier_group = settings.supplier_group or None
	return str((doc.save() if found else doc.insert()).name)


def _nameless(name: str) -> str | None:
	"""Somebody of this name without a tax number."""
	return frappe.db.get_value(SUPPLIER, {"supplier_name": name, "tax_id": ["is", "not set"]}, "name")


def known_supplier(name: str, credit_code: str) -> str | None:
	"""Whom a booking would take; nothing where it would make somebody new."""
	return frappe.db.get_value(SUPPLIER, {"tax_id": credit_code}, "name") or _nameless(name)


def known_invoice(company: str, of_supplier: str, number: str) -> str | None:
	"""The invoice that a booking would take over; nothing where it would make one."""
	same = {"supplier": of_supplier, "bill_no": number, "company": company}
	return frappe.db.get_value(INVOICE, {**same, "docstatus": ["<", CANCELLED]}, "name")


def invoice(settings: Any, bill: Bill, known: str | None) -> str:
	"""The invoice of a request: `known` from an earlier booking, one typed by hand, or a new draft."""
	if known and _is_alive(INVOICE, known):
		return _adopted(bill, frappe.get_doc(INVOICE, known))
	found = known_invoice(settings.company, bill.supplier, bill.number)
	if found:
		return _adopted(bill, frappe.get_doc(INVOICE, found))
	return str(_filled(settings, bill, frappe.get_doc({"doctype": INVOICE})).insert().name)


def is_draft(doctype: str, name: str) -> bool:
	return frappe.db.get_value(doctype, name, "docstatus") == DRAFT


def submit(doctype: str, name: str) -> None:
	"""Submit a draft; what is submitted already stays as it is."""
	doc = frappe.get_doc(doctype, name)
	if doc.docstatus == DRAFT:
		doc.submit()


def payment(settings: Any, bill: Bill, invoice_name: str, voucher_no: str, paid_on: Any) -> str:
	"""The payment entry of a submitted invoice, made once."""
	of_invoice = {"reference_doctype": INVOICE, "reference_name": invoice_name, "parenttype": PAYMENT}
	found = frappe.db.get_value(REFERENCE, {**of_invoice, "docstatus": ["<", CANCELLED]}, "parent")
	if found:
		return str(found)
	amount = float(bill.net)
	row = {"reference_doctype": INVOICE, "reference_name": invoice_name, "allocated_amount": amount}
	values = {
		"doctype": PAYMENT,
		"payment_type": "Pay",
		"company": settings.company,
		"posting_date": paid_on,
		"mode_of_payment": settings.mode_of_payment,
		"party_type": SUPPLIER,
		"party": bill.supplier,
		"paid_from": settings.bank_account,
		"paid_to": settings.payable_account,
		"paid_amount": amount,
		"received_amount": amount,
		"source_exchange_rate": 1,
		"target_exchange_rate": 1,
		"reference_no": voucher_no,
		"reference_date": paid_on,
		"cost_center": _cost_center(settings),
		"references": [row],
	}
	return str(frappe.get_doc(values).insert().name)


def _filled(settings: Any, bill: Bill, doc: Any) -> Any:
	"""One line for the whole sum; deductions lower what is owed."""
	cost_center = _cost_center(settings)
	line = {
		"item_name": bill.title,
		"description": bill.title,
		"qty": 1,
		"uom": settings.unit_of_measure,
		"conversion_factor": 1,
		"rate": float(money.money(bill.amount)),
		"expense_account": settings.expense_account,
		"cost_center": cost_center,
	}
	doc.update(
		{
			"supplier": bill.supplier,
			"company": settings.company,
			"currency": CURRENCY,
			"conversion_rate": 1,
			"credit_to": settings.payable_account,
			"cost_center": cost_center,
			"bill_no": bill.number,
			"bill_date": bill.dated,
			"apply_discount_on": "Grand Total",
			"discount_amount": float(money.money(bill.deductions)),
			"disable_rounded_total": 1,
			"update_stock": 0,
			"remarks": bill.request,
		}
	)
	doc.set("items", [])
	doc.append("items", line)
	return doc


def _is_alive(doctype: str, name: str) -> bool:
	"""There, and not cancelled."""
	found = frappe.db.get_value(doctype, name, "docstatus")
	return found is not None and int(found) != CANCELLED


def _adopted(bill: Bill, doc: Any) -> str:
	"""Taken as it is, provided that it says the same sum."""
	if money.differs(doc.grand_total, bill.net):
		frappe.throw(
			_(
				"The purchase invoice {0} in ERPNext says {1}, the request {2}. Cancel or correct it there."
			).format(doc.name, f"{money.money(doc.grand_total):,.2f}", f"{bill.net:,.2f}")
		)
	return str(doc.name)


def _cost_center(settings: Any) -> str | None:
	return settings.cost_center or frappe.db.get_value("Company", settings.company, "cost_center")
