"""The switch of the accounting, and what must be right before it is on."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint

from . import erpnext

SETTINGS = "CSO Accounting Settings"
MANDATORY = (
	"book_as",
	"company",
	"expense_account",
	"payable_account",
	"bank_account",
	"mode_of_payment",
	"unit_of_measure",
)
# Field of the settings, and of which kind its account must be.
ACCOUNTS = (
	("expense_account", "root_type", ("Expense",)),
	("payable_account", "account_type", ("Payable",)),
	("bank_account", "account_type", ("Bank", "Cash")),
)
# Other fields that name something in ERPNext; may be empty unless mandatory.
NAMES = (
	("mode_of_payment", "Mode of Payment"),
	("unit_of_measure", "UOM"),
	("supplier_group", "Supplier Group"),
)


def load() -> Any:
	return frappe.get_cached_doc(SETTINGS)


def is_on() -> bool:
	return bool(cint(load().enabled))


def check(doc: Any) -> None:
	"""Refuses the switch, naming the field, unless a booking can succeed."""
	if not cint(doc.enabled):
		return
	missing = erpnext.missing()
	if missing:
		frappe.throw(
			_(
				"{0}: ERPNext is not installed on this site ({1} is missing). Install it, or leave this off."
			).format(_label(doc, "enabled"), _(missing[0])),
			title=_("Not Possible"),
		)
	for field in MANDATORY:
		if not (doc.get(field) or "").strip():
			frappe.throw(
				_("{0}: needed for booking in ERPNext.").format(_label(doc, field)), frappe.MandatoryError
			)
	_check_person(doc)
	_check_company(doc)
	_check_names(doc)


def _check_person(doc: Any) -> None:
	if not frappe.db.get_value("User", doc.book_as, "enabled"):
		frappe.throw(_("{0}: {1} may not log in.").format(_label(doc, "book_as"), doc.book_as))
	for doctype in (erpnext.SUPPLIER, erpnext.INVOICE, erpnext.PAYMENT):
		if not frappe.has_permission(doctype, "create", user=doc.book_as):
			frappe.throw(
				_("{0}: {1} may not create {2}.").format(_label(doc, "book_as"), doc.book_as, _(doctype))
			)


def _check_company(doc: Any) -> None:
	currency = erpnext.currency_of(doc.company)
	if not currency:
		_unknown(doc, "company", "Company")
	if currency != erpnext.CURRENCY:
		frappe.throw(
			_("{0}: its books are in {1}, contracts are in {2}.").format(
				_label(doc, "company"), currency, erpnext.CURRENCY
			)
		)


def _check_names(doc: Any) -> None:
	for field, key, kinds in ACCOUNTS:
		account = erpnext.account(doc.get(field))
		if not account:
			_unknown(doc, field, "Account")
		if account.company != doc.company or cint(account.is_group) or account.get(key) not in kinds:
			frappe.throw(
				_("{0}: {1} is not an account of the kind {2} of {3}, or is a group.").format(
					_label(doc, field), doc.get(field), " / ".join(_(kind) for kind in kinds), doc.company
				)
			)
	if doc.cost_center and erpnext.company_of_cost_center(doc.cost_center) != doc.company:
		_unknown(doc, "cost_center", "Cost Center")
	for field, doctype in NAMES:
		if doc.get(field) and not frappe.db.exists(doctype, doc.get(field)):
			_unknown(doc, field, doctype)


def _unknown(doc: Any, field: str, doctype: str) -> None:
	frappe.throw(_("{0}: ERPNext knows no {1} “{2}”.").format(_label(doc, field), _(doctype), doc.get(field)))


def _label(doc: Any, field: str) -> str:
	return str(_(doc.meta.get_label(field)))
