"""Headings of a table: their names, a row for each, the line of totals, and what the reader chose."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _

from cso_management.printing.values import chinese_date
from cso_management.reports import tables
from cso_management.reports.slices import CATEGORY, LEVELS, SHOWN, Slice

Figures = dict[str, Any]


def names_of(heading: str, keys: list[str]) -> dict[str, str]:
	"""What each heading is called."""
	if heading in LEVELS:
		return tables.region_names(keys)
	if heading == CATEGORY:
		rows = frappe.get_all(
			"CSO Category",
			filters={"name": ["in", keys or [""]]},
			fields=["name", "category_name"],
			order_by="name asc",
		)
		return {row.name: row.category_name for row in rows}
	return {key: _(key) for key in keys if key}


def table(part: Slice, rows: list[Any], fields: list[str], add: Callable[[Figures, Any], None]) -> list[Any]:
	"""One row a heading, in the order of the codes; `add` puts a group into its figures."""
	found: dict[str, Figures] = {}
	for row in rows:
		add(found.setdefault(row.heading, dict.fromkeys(fields, 0)), row)
	names = names_of(part.heading, list(found))
	return [
		{"heading": names.get(key, key or _("Not Set")), "key": key, **found[key]} for key in sorted(found)
	]


def column(part: Slice) -> dict[str, Any]:
	return {"fieldname": "heading", "label": _(part.heading), "fieldtype": "Data", "width": 160}


def totals(first: str, figures: Figures) -> Figures:
	"""The last line of a table."""
	return {first: _("Total"), **figures, "bold": 1, "is_total_row": 1}


def with_total(rows: list[Any], whole: Figures, first: str = "heading") -> list[Any]:
	"""The rows and their total, which is named in the column `first`; nothing for no rows."""
	return [*rows, totals(first, whole)] if rows else []


def answer(
	filters: Any,
	columns: list[Figures],
	rows: list[Any],
	whole: Figures,
	drawn: Figures | None,
	summary: list[Figures],
	*,
	first: str = "heading",
	is_cut: bool = False,
	counts_all: bool = True,
) -> tuple[Any, ...]:
	"""What `execute` gives: columns, rows with their total, what was chosen, chart, figures above.

	Frappe adds no total of its own, as the last member says.
	"""
	note = chosen(filters, is_cut=is_cut, counts_all=counts_all)
	return columns, with_total(rows, whole, first), note, drawn, summary, True


def sums(rows: list[Any], fields: list[str]) -> Figures:
	return {field: sum(row.get(field) or 0 for row in rows) for field in fields}


def chosen(filters: Any, *, is_cut: bool = False, counts_all: bool = True) -> str:
	"""What the table is about, for the paper: region, period, kinds; and that it is not all."""
	parts = list(tables.region_names([filters["region"]]).values()) if filters.get("region") else []
	if filters.get("from_date") or filters.get("to_date"):
		first, last = filters.get("from_date"), filters.get("to_date")
		parts.append(f"{chinese_date(first) if first else ''}—{chinese_date(last) if last else ''}")
	parts += [_(filters[name]) for name in ("area", "tier") if filters.get(name)]
	if filters.get("category"):
		parts.append(names_of(CATEGORY, [filters["category"]]).get(filters["category"], ""))
	if is_cut:
		parts.append(_("only the first {0} rows are shown").format(f"{SHOWN:,}"))
		parts += [_("the totals count all")] if counts_all else []
	return " · ".join(parts)


def bars(rows: list[Any], series: dict[str, str], *, is_stacked: bool = False) -> Figures | None:
	"""Columns by heading; nothing where there is nothing to compare."""
	if not rows:
		return None
	sets = [{"name": label, "values": [row.get(name) or 0 for row in rows]} for name, label in series.items()]
	options = {"barOptions": {"stacked": 1}} if is_stacked else {}
	return {
		"type": "bar",
		"data": {"labels": [row["heading"] for row in rows], "datasets": sets},
		**options,
	}


def number(label: str, value: Any, datatype: str = "Int") -> Figures:
	return {"label": label, "value": value, "datatype": datatype}


def percent(part: Any, whole: Any) -> float:
	return round(100 * part / whole, 1) if whole else 0.0
