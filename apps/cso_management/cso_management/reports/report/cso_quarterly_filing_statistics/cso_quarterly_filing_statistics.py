"""备案情况统计表: what was decided in a quarter, and what stands in the ledger."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, get_last_day, getdate, today

from cso_management import aggregate
from cso_management.process import years
from cso_management.reports import tables

DECIDED = {
	"New": "new_filings",
	"Change": "changes",
	"Renewal": "renewals",
	"Cancel": "cancellations",
	"Upgrade": "upgrades",
	"Ledger Entry": "ledger_entries",
}
TIERS = {"Registered": "registered", "Filed": "filed", "Village-guided": "village_guided"}
FIGURES = [*DECIDED.values(), "refused", *TIERS.values(), "total"]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	rows = tables.with_names(figures(filters))
	chart = tables.bar_chart(
		rows,
		{"new_filings": _("New Filings"), "cancellations": _("Cancellations"), "total": _("In the Ledger")},
	)
	data = [*rows, tables.sum_row(rows, FIGURES)] if rows else []
	return columns(), data, None, chart, summary(rows), True


def columns() -> list[dict[str, Any]]:
	number = tables.number
	return [
		*tables.region_columns(),
		number("new_filings", _("New Filings")),
		number("changes", _("Changes")),
		number("renewals", _("Renewals")),
		number("cancellations", _("Cancellations")),
		number("upgrades", _("Upgrades")),
		number("ledger_entries", _("Ledger Entries")),
		number("refused", _("Refused")),
		number("registered", _("Registered")),
		number("filed", _("Filed")),
		number("village_guided", _("Village-guided")),
		number("total", _("In the Ledger")),
	]


def figures(filters: Any) -> dict[str, dict[str, int]]:
	table: dict[str, dict[str, int]] = {}
	by = tables.level_field(filters)
	for row in decided(filters, by, "Approved"):
		_add(table, row[by], DECIDED[row.application_type], row.total)
	for row in decided(filters, by, "Refused"):
		_add(table, row[by], "refused", row.total)
	for row in aggregate.rows(
		"CSO Organization", [by, "tier"], [aggregate.count()], tables.in_region(filters, **tables.IN_FORCE)
	):
		_add(table, row[by], TIERS[row.tier], row.total)
		_add(table, row[by], "total", row.total)
	return table


def decided(filters: Any, by: str, decision: str) -> list[Any]:
	conditions = tables.in_region(filters, decision=decision, decision_date=["between", period(filters)])
	return aggregate.rows("CSO Filing Application", [by, "application_type"], [aggregate.count()], conditions)


def period(filters: Any) -> list[Any]:
	"""First and last day of the quarter; the present one when nothing is chosen."""
	now = getdate(today())
	year = years.checked(cint(filters.get("year")) or now.year, _("Year"))
	quarter = cint(filters.get("quarter")) or (now.month + 2) // 3
	if not 1 <= quarter <= 4:
		frappe.throw(_("There is no quarter {0}.").format(quarter))
	first = getdate(f"{year}-{quarter * 3 - 2:02d}-01")
	return [first, get_last_day(getdate(f"{year}-{quarter * 3:02d}-01"))]


def summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
	labels = {
		"new_filings": _("New Filings"),
		"cancellations": _("Cancellations"),
		"refused": _("Refused"),
		"total": _("In the Ledger"),
	}
	return [
		{"label": label, "value": sum(row.get(field) or 0 for row in rows), "datatype": "Int"}
		for field, label in labels.items()
	]


def _add(table: dict[str, dict[str, int]], code: str | None, field: str, value: Any) -> None:
	row = table.setdefault(code or "", dict.fromkeys(FIGURES, 0))
	row[field] += cint(value)
