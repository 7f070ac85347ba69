"""购买服务台账: contracts with what was promised, paid and left, and how old unpaid instalments are."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import date_diff, flt, getdate, today

from cso_management import aggregate
from cso_management.process.money import money
from cso_management.reports import headings, tables
from cso_management.reports.slices import Slice
from cso_management.service_purchase import states

CONTRACT = "CSO Service Contract"
MONEY = ["amount", "paid", "left", "released"]
AGES = {"late_30": 30, "late_90": 90, "late_more": None}
GROUPS = {"In Force": states.IN_FORCE, "Terminated": ("Terminated",)}
FIELDS = [
	"name",
	"contract_no",
	"title",
	"supplement_of",
	"purchaser_unit",
	"provider_name",
	"region_full_name",
	"workflow_state",
	"sign_date",
	"end_date",
	"amount",
	"paid_total",
]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	part = slice_of(filters)
	sums = [aggregate.count(), aggregate.total("amount"), aggregate.total("paid_total")]
	groups = part.groups(sums, by=("workflow_state",))
	fields = ["contracts", *MONEY]
	by_heading = headings.table(part, groups, fields, add)
	whole = rounded(headings.sums(by_heading, fields))
	if part.heading:
		rows = [rounded(row) for row in by_heading]
		return headings.answer(filters, grouped_columns(part), rows, whole, chart(rows), summary(whole))
	rows, is_cut = documents(part)
	ages = {} if is_cut else rounded(headings.sums(rows, list(AGES)))
	last, figures = {**whole, **ages}, summary(whole)
	return headings.answer(filters, columns(), rows, last, None, figures, first="contract_no", is_cut=is_cut)


def slice_of(filters: Any) -> Slice:
	signed = GROUPS.get(filters.get("state") or "", states.SIGNED)
	conditions: list[list[Any]] = [["workflow_state", "in", signed]]
	if filters.get("purchaser_unit"):
		conditions.append(["purchaser_unit", "=", filters.purchaser_unit])
	return Slice(CONTRACT, filters, day="sign_date", conditions=conditions)


def add(figures: headings.Figures, row: Any) -> None:
	figures["contracts"] += row.total
	_add_money(figures, row.workflow_state, row.amount, row.paid_total)


def _add_money(figures: headings.Figures, state: str, amount: Any, paid: Any) -> None:
	"""What a terminated contract did not pay is owed no more."""
	rest = flt(amount) - flt(paid)
	figures["amount"] += flt(amount)
	figures["paid"] += flt(paid)
	figures["left" if state in states.IN_FORCE else "released"] += rest


def documents(part: Slice) -> tuple[list[Any], bool]:
	rows, is_cut = part.rows(FIELDS, "sign_date desc, name desc")
	late = unpaid([row.name for row in rows if row.workflow_state in states.IN_FORCE])
	for row in rows:
		row.update(dict.fromkeys(MONEY[1:], 0.0))
		amount, row.amount = row.amount, 0.0
		_add_money(row, row.workflow_state, amount, row.paid_total)
		row.update(rounded(late.get(row.name) or dict.fromkeys(AGES, 0.0)))
		row.update(rounded({field: row[field] for field in MONEY}))
		row.workflow_state = _(row.workflow_state, context="State")
	return rows, is_cut


def unpaid(contracts: list[str]) -> dict[str, dict[str, float]]:
	"""What instalments lack whose day has passed, by age, for each contract."""
	found: dict[str, dict[str, float]] = {}
	rows = frappe.get_all(
		"CSO Payment Plan Row",
		filters={
			"parent": ["in", contracts or [""]],
			"parenttype": CONTRACT,
			"planned_date": ["<", today()],
		},
		fields=["parent", "amount", "paid", "planned_date"],
		order_by="parent asc, idx asc",
	)
	for row in rows:
		ages = found.setdefault(row.parent, dict.fromkeys(AGES, 0.0))
		ages[age_of(row.planned_date)] += max(flt(row.amount) - flt(row.paid), 0)
	return found


def age_of(planned: Any) -> str:
	days = date_diff(today(), getdate(planned))
	return next(name for name, longest in AGES.items() if longest is None or days <= longest)


def rounded(figures: headings.Figures) -> headings.Figures:
	return {
		name: float(money(value)) if name in (*MONEY, *AGES) else value for name, value in figures.items()
	}


def grouped_columns(part: Slice) -> list[dict[str, Any]]:
	return [headings.column(part), tables.number("contracts", _("Number of Contracts")), *_money_columns()]


def _money_columns() -> list[dict[str, Any]]:
	return [
		tables.number("amount", _("Committed"), "Currency", 130),
		tables.number("paid", _("Paid"), "Currency", 130),
		tables.number("left", _("Not Yet Paid"), "Currency", 130),
		tables.number("released", _("Released by Termination"), "Currency", 130),
	]


def columns() -> list[dict[str, Any]]:
	text = tables.text
	return [
		text("contract_no", _("Contract No.")),
		tables.link("name", _("Contract"), CONTRACT),
		text("provider_name", _("Provider")),
		*_money_columns(),
		tables.number("late_30", _("Late up to 30 Days"), "Currency", 120),
		tables.number("late_90", _("Late up to 90 Days"), "Currency", 120),
		tables.number("late_more", _("Late over 90 Days"), "Currency", 120),
		text("workflow_state", _("State"), 90),
		tables.date("sign_date", _("Signed On")),
		tables.date("end_date", _("To Date")),
		text("purchaser_unit", _("Purchaser")),
		text("region_full_name", _("Region")),
	]


def chart(rows: list[Any]) -> Any:
	return headings.bars(rows, {"paid": _("Paid"), "left": _("Not Yet Paid")}, is_stacked=True)


def summary(whole: headings.Figures) -> list[headings.Figures]:
	return [
		headings.number(_("Number of Contracts"), whole["contracts"]),
		headings.number(_("Committed"), whole["amount"], "Currency"),
		headings.number(_("Paid"), whole["paid"], "Currency"),
		headings.number(_("Not Yet Paid"), whole["left"], "Currency"),
	]
