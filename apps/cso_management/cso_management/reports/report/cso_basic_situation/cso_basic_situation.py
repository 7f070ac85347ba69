"""社区社会组织基本情况: communities, organizations, people, categories, and the indicators made of them."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, flt

from cso_management import aggregate
from cso_management.reports import tables

SUMS = ("members_count", "volunteers_count", "staff_full", "party_members_count")
COUNTED = ["communities", "organizations", *SUMS, "with_volunteers", "households", "population", "mutual"]


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	rows = tables.with_names(figures(filters))
	data = [*rows, tables.sum_row(rows, [*COUNTED, *top_categories()])] if rows else []
	for row in data:
		add_averages(row)
	chart = tables.bar_chart(rows, {"organizations": _("Organizations"), "communities": _("Communities")})
	return columns(), data, None, chart, summary(data), True


def columns() -> list[dict[str, Any]]:
	number = tables.number
	return [
		*tables.region_columns(),
		number("communities", _("Communities")),
		number("organizations", _("Organizations")),
		number("average", _("Average per Community"), "Float"),
		number("per_10000", _("Per 10,000 Residents"), "Float"),
		number("members_count", _("Number of Members")),
		number("average_members", _("Average Members"), "Float"),
		number("volunteers_count", _("Number of Volunteers")),
		number("with_volunteers", _("Organizations with Volunteers")),
		number("staff_full", _("Full-time Staff")),
		number("party_members_count", _("Number of Party Members")),
		number("mutual_share", _("Share of Service, Welfare and Mutual Help (%)"), "Float"),
		*[number(code, name) for code, name in top_categories().items()],
		number("households", _("Households")),
		number("population", _("Permanent Population")),
	]


def figures(filters: Any) -> dict[str, dict[str, Any]]:
	table: dict[str, dict[str, Any]] = {}
	by = tables.level_field(filters)
	add_communities(table, filters, by)
	conditions = tables.in_region(filters, **tables.IN_FORCE)
	values = [aggregate.count(), *[aggregate.total(field) for field in SUMS]]
	for row in aggregate.rows("CSO Organization", [by, "primary_category"], values, conditions):
		add_organizations(table, row, row[by])
	active = tables.in_region(filters, **tables.IN_FORCE, volunteers_count=[">", 0])
	for row in aggregate.rows("CSO Organization", [by], [aggregate.count()], active):
		_row(table, row[by])["with_volunteers"] += cint(row.total)
	return table


def add_communities(table: dict[str, dict[str, Any]], filters: Any, by: str) -> None:
	"""Every community counts, also one without any organization."""
	conditions = {"level": "Village", "disabled": 0}
	if filters.get("region"):
		conditions["name"] = ["descendants of (inclusive)", filters["region"]]
	for row in frappe.get_list(
		"CSO Region",
		filters=conditions,
		fields=["name", "parent_cso_region", "households", "permanent_population"],
		order_by="name asc",
		limit_page_length=0,
	):
		code = {"village": row.name, "town": row.parent_cso_region, "county": row.name[:6] + "000000"}[by]
		target = _row(table, code)
		target["communities"] += 1
		target["households"] += cint(row.households)
		target["population"] += cint(row.permanent_population)


def add_organizations(table: dict[str, dict[str, Any]], row: Any, code: str | None) -> None:
	target = _row(table, code)
	target["organizations"] += cint(row.total)
	for field in SUMS:
		target[field] += cint(row[field])
	top = str(row.primary_category or "")[:2]
	if top in target:
		target[top] += cint(row.total)
	if top in mutual_categories():
		target["mutual"] += cint(row.total)


def add_averages(row: dict[str, Any]) -> None:
	row["average"] = _ratio(row["organizations"], row["communities"])
	row["average_members"] = _ratio(row["members_count"], row["organizations"])
	row["per_10000"] = _ratio(row["organizations"] * 10000, row["population"])
	row["mutual_share"] = _ratio(row["mutual"] * 100, row["organizations"], 1)


def summary(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
	if not data:
		return []
	last = data[-1]
	return [
		{"label": _("Organizations"), "value": last["organizations"], "datatype": "Int"},
		{"label": _("Average per Community"), "value": last["average"], "datatype": "Float"},
		{"label": _("Number of Members"), "value": last["members_count"], "datatype": "Int"},
		{"label": _("Per 10,000 Residents"), "value": last["per_10000"], "datatype": "Float"},
	]


def top_categories() -> dict[str, str]:
	rows = frappe.get_all(
		"CSO Category",
		filters={"is_group": 1, "disabled": 0},
		fields=["name", "category_name"],
		order_by="name asc",
	)
	return {row.name: row.category_name for row in rows}


def mutual_categories() -> list[str]:
	return frappe.get_all(
		"CSO Category", filters={"is_group": 1, "is_mutual_or_welfare": 1}, pluck="name", order_by="name asc"
	)


def _row(table: dict[str, dict[str, Any]], code: str | None) -> dict[str, Any]:
	return table.setdefault(code or "", dict.fromkeys([*COUNTED, *top_categories()], 0))


def _ratio(part: Any, whole: Any, places: int = 2) -> float:
	return round(flt(part) / flt(whole), places) if whole else 0.0
