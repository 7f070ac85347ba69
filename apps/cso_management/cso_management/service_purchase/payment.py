"""A payment follows its plan: never before its condition, never above its line."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cstr, date_diff, getdate, today

from ..process import money
from ..process.closing import Closing
from . import limits, states

REQUEST = "CSO Payment Request"
CLOSINGS = (
	Closing(
		"Once it was handed in, what was asked for stays. It is changed after a return.",
		(
			"contract",
			"plan_row",
			"amount",
			"deductions",
			"invoice_no",
			"invoice_on",
			"payee_account",
			"acceptance",
			"region",
		),
	),
	Closing("It is paid, so the form is closed.", but=(), states=(states.PAID,)),
	Closing("The request was rejected, so the form is closed.", but=(), states=(states.REJECTED,)),
)


def fill(doc: Any, contract: Any) -> None:
	"""What the contract says of a payment: place, recipient, account, condition."""
	doc.region = contract.region
	doc.recipient = contract.executing_org or contract.provider
	name = frappe.db.get_value("CSO Organization", doc.recipient, "org_name")
	doc.recipient_name = name or contract.provider_name
	row = line_of(contract, doc.plan_row)
	doc.condition = row.condition if row else ""
	if contract.custody_account:
		doc.payee_account = frappe.db.get_value(
			"CSO Custody Account", contract.custody_account, "sub_ledger_no"
		)
	elif contract.payee_account:
		doc.payee_account = contract.payee_account
	doc.net_amount = float(money.money(doc.amount) - money.money(doc.deductions))


def line_of(contract: Any, number: Any) -> Any:
	return next((row for row in contract.payment_plan if row.sequence == int(number or 0)), None)


def check(doc: Any, contract: Any) -> None:
	"""In force, within its line and the contract, an invoice once."""
	if contract.workflow_state not in states.PAYING:
		frappe.throw(_("{0}: the contract is not in force.").format(_("Contract")))
	row = line_of(contract, doc.plan_row)
	if row is None:
		frappe.throw(_("{0}: the payment plan has no such line.").format(_("Instalment No.")))
	_amount(doc, contract, row)
	_invoice(doc)


def _amount(doc: Any, contract: Any, row: Any) -> None:
	if money.money(doc.amount) <= 0:
		frappe.throw(_("{0} must be more than zero.").format(_("Amount")))
	if money.exceeds(doc.deductions, doc.amount):
		frappe.throw(_("{0} must not be more than {1}.").format(_("Deductions"), _("Amount")))
	others = frappe.get_all(
		REQUEST,
		filters={
			"contract": contract.name,
			"name": ["!=", doc.name],
			"workflow_state": ["!=", states.REJECTED],
		},
		fields=["amount", "plan_row"],
		order_by="name asc",
	)
	same_line = [other for other in others if other.plan_row == row.sequence]
	if money.exceeds(money.total(same_line) + money.money(doc.amount), row.amount):
		frappe.throw(
			_("{0}: line {1} of the plan allows {2}, of which {3} were asked for.").format(
				_("Amount"),
				row.sequence,
				f"{money.money(row.amount):,.2f}",
				f"{money.total(same_line):,.2f}",
			)
		)
	if money.exceeds(money.total(others) + money.money(doc.amount), contract.amount):
		frappe.throw(_("{0}: more than the contract.").format(_("Amount")))


def _invoice(doc: Any) -> None:
	same = {"invoice_no": doc.invoice_no, "recipient": doc.recipient, "name": ["!=", doc.name]}
	other = frappe.db.get_value(REQUEST, {**same, "workflow_state": ["!=", states.REJECTED]}, "name")
	if other:
		frappe.throw(_("{0}: used in {1} already.").format(_("Invoice No."), other))


def check_condition(doc: Any, contract: Any) -> None:
	"""Signed, milestone met, accepted or evaluated: whatever the line of the plan waits for."""
	row = line_of(contract, doc.plan_row)
	if row.condition == "Milestone":
		met = next((entry for entry in contract.milestones if entry.title == row.milestone), None)
		if met is None or met.status != "Met":
			frappe.throw(_("The milestone “{0}” is not met yet.").format(row.milestone))
	if row.condition == "Acceptance":
		_accepted(doc)
	if row.condition == "Evaluation" and not frappe.db.exists(
		"CSO Performance Evaluation", {"contract": contract.name, "workflow_state": states.CONFIRMED}
	):
		frappe.throw(_("The performance evaluation is not confirmed yet."))


def _accepted(doc: Any) -> None:
	if not doc.acceptance:
		frappe.throw(_("{0}: no payment without acceptance.").format(_("Acceptance")), frappe.MandatoryError)
	found = frappe.db.get_value(
		"CSO Service Acceptance", doc.acceptance, ["contract", "workflow_state", "result"], as_dict=True
	)
	if found.contract != doc.contract or found.workflow_state != states.CONFIRMED or found.result == "Failed":
		frappe.throw(_("{0}: not a confirmed acceptance of this contract.").format(_("Acceptance")))


def pay(doc: Any) -> None:
	if not cstr(doc.voucher_no).strip():
		frappe.throw(_("{0}: enter it before you pay.").format(_("Voucher No.")), frappe.MandatoryError)
	doc.paid_on = doc.paid_on or today()
	if getdate(doc.paid_on) > getdate(today()):
		frappe.throw(_("{0} must not be in the future.").format(_("Paid On")))
	if doc.invoice_on:
		doc.days_to_pay = date_diff(doc.paid_on, doc.invoice_on)


def run() -> None:
	"""Every day: invoices that wait too long are marked."""
	waiting = frappe.get_all(
		REQUEST,
		filters={"workflow_state": ["in", states.REQUESTED], "overdue_alert": 0},
		fields=["name", "region", "invoice_on", "creation"],
		order_by="name asc",
	)
	for row in waiting:
		first = row.invoice_on or getdate(row.creation)
		if date_diff(today(), first) > int(limits.of_region(row.region).payment_alert_days or 30):
			frappe.db.set_value(REQUEST, row.name, "overdue_alert", 1)
