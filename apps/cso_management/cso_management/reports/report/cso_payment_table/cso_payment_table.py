"""资金支付表: payments that were made in a period, or requests that wait for their money."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import date_diff, flt, getdate, today

from cso_management import aggregate
from cso_management.process.money import money
from cso_management.reports import headings, tables
from cso_management.reports.slices import Slice
from cso_management.service_purchase import states

REQUEST = "CSO Payment Request"
WAITING = "Waiting"
MONEY = ["amount", "deductions", "net_amount"]
COUNTED = ["payments", *MONEY, "days_to_pay"]
FIELDS = [
	"name",
	"contract",
	"recipient",
	"region_full_name",
	"plan_row",
	"condition",
	"invoice_no",
	"invoice_on",
	*MONEY,
	"paid_on",
	"voucher_no",
	"days_to_pay",
	"workflow_state",
	"creation",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	part = slice_of(filters)
	sums = [aggregate.count(), *[aggregate.total(name) for name in (*MONEY, "days_to_pay")]]
	by_heading = headings.table(part, part.groups(sums), COUNTED, add)
	whole = finished(headings.sums(by_heading, COUNTED))
	if part.heading:
		rows = [finished(row) for row in by_heading]
		return headings.answer(filters, grouped_columns(part), rows, whole, chart(rows), summary(whole))
	rows, is_cut = documents(part)
	shown, figures = columns(is_waiting(filters)), summary(whole)
	return headings.answer(filters, shown, rows, whole, None, figures, first="recipient_name", is_cut=is_cut)


def is_waiting(filters: Any) -> bool:
	return filters.get("state") == WAITING


def slice_of(filters: Any) -> Slice:
	"""Paid ones by the day of the payment, waiting ones by the day of the request."""
	wanted = ["in", states.REQUESTED] if is_waiting(filters) else ["=", states.PAID]
	day = "creation" if is_waiting(filters) else "paid_on"
	return Slice(REQUEST, filters, day=day, conditions=[["workflow_state", *wanted]])


def add(figures: headings.Figures, row: Any) -> None:
	figures["payments"] += row.total
	for name in (*MONEY, "days_to_pay"):
		figures[name] += flt(row[name])


def finished(figures: headings.Figures) -> headings.Figures:
	"""Sums to the cent, and days as a mean."""
	days = figures["days_to_pay"] / figures["payments"] if figures["payments"] else 0
	return {**figures, **{name: float(money(figures[name])) for name in MONEY}, "days": round(days, 1)}


def documents(part: Slice) -> tuple[list[Any], bool]:
	rows, is_cut = part.rows(FIELDS, "paid_on desc, creation desc, name desc")
	names = _titles({row.recipient for row in rows})
	for row in rows:
		first = row.invoice_on or getdate(row.creation)
		is_paid = row.workflow_state == states.PAID
		row.days = row.days_to_pay if is_paid else date_diff(today(), first)
		row.recipient_name = names.get(row.recipient, "")
		row.condition = _(row.condition or "")
		row.workflow_state = _(row.workflow_state, context="State")
	return rows, is_cut


def _titles(names: set[str | None]) -> dict[str, str]:
	rows = frappe.get_all(
		"CSO Organization",
		filters={"name": ["in", sorted(name for name in names if name) or [""]]},
		fields=["name", "org_name"],
		order_by="name asc",
	)
	return {row.name: row.org_name for row in rows}


def grouped_columns(part: Slice) -> list[dict[str, Any]]:
	return [
		headings.column(part),
		tables.number("payments", _("Payments")),
		*_money_columns(),
		tables.number("days", _("Mean Days to Payment"), "Float"),
	]


def _money_columns() -> list[dict[str, Any]]:
	return [
		tables.number("amount", _("Amount"), "Currency", 130),
		tables.number("deductions", _("Deductions"), "Currency", 110),
		tables.number("net_amount", _("Net Amount"), "Currency", 130),
	]


def columns(waits: bool) -> list[dict[str, Any]]:
	text = tables.text
	paid = [tables.date("paid_on", _("Paid On")), text("voucher_no", _("Voucher No."), 110)]
	days = _("Days Waiting") if waits else _("Days to Payment")
	return [
		text("recipient_name", _("Recipient"), 180),
		tables.link("name", _("Payment Request"), REQUEST),
		*_money_columns(),
		*([text("workflow_state", _("State"), 90)] if waits else paid),
		tables.number("days", days, "Float", 90),
		text("invoice_no", _("Invoice No."), 120),
		text("plan_row", _("Instalment No."), 80),
		text("condition", _("Condition"), 90),
		text("region_full_name", _("Region")),
	]


def chart(rows: list[Any]) -> Any:
	return headings.bars(rows, {"net_amount": _("Net Amount")})


def summary(whole: headings.Figures) -> list[headings.Figures]:
	return [
		headings.number(_("Payments"), whole["payments"]),
		headings.number(_("Amount"), whole["amount"], "Currency"),
		headings.number(_("Net Amount"), whole["net_amount"], "Currency"),
	]
