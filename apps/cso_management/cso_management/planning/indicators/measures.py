"""What is counted: each measure answers `{heading: number}` for a scope. Sums are made by the database."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import frappe
from frappe.utils import cint, flt

from ... import aggregate
from ...process import standing
from ...registry import past
from ...service_purchase import states as purchase
from .scope import EVERY, NOWHERE, Scope

Measure = Callable[[Scope], dict[str, float]]
ORGANIZATION = "CSO Organization"
KIND = ["tier", "primary_category"]
ON_TARGET = {"Urban": 10, "Rural": 5}


def organizations(**extra: Any) -> Measure:
	"""How many are in force at the end of the period."""
	return lambda scope: _organizations(scope, aggregate.count(), "total", extra)


def organizations_in(kind: str) -> Measure:
	"""Those of urban, or of rural communities."""

	def count(scope: Scope) -> dict[str, float]:
		found: dict[str, float] = defaultdict(float)
		for row in _grouped_organizations(scope, aggregate.count(), {}):
			place = scope.regions.get(row.region)
			if place and place["community_type"] == kind:
				found[scope.key(row.region, row.tier, row.primary_category)] += cint(row.total)
		return found

	return count


def mutual_organizations(scope: Scope) -> dict[str, float]:
	"""Service, welfare and mutual help, as the categories are marked."""
	categories = frappe.get_all(
		"CSO Category", filters={"is_mutual_or_welfare": 1}, pluck="name", order_by="name asc"
	)
	return organizations(primary_category=["in", categories or [""]])(scope)


def all_organizations(scope: Scope) -> dict[str, float]:
	"""The whole, for shares of it."""
	return {EVERY: sum(organizations()(scope).values())}


def summed(field: str) -> Measure:
	"""A number of the ledger added up."""
	return lambda scope: _organizations(scope, aggregate.total(field), field, {})


def _organizations(scope: Scope, value: Any, name: str, extra: dict[str, Any]) -> dict[str, float]:
	found: dict[str, float] = defaultdict(float)
	for row in _grouped_organizations(scope, value, extra):
		found[scope.key(row.region, row.tier, row.primary_category)] += flt(row[name])
	return found


def _grouped_organizations(scope: Scope, value: Any, extra: dict[str, Any]) -> list[Any]:
	"""In force on the last day and founded by then, by the tier and category that they had that day."""
	changed = past.kinds_on(scope.last)
	as_now = [[key, *rule] for key, rule in extra.items()]
	rows = _in_force(scope, value, KIND, [*as_now, *([["name", "not in", list(changed)]] if changed else [])])
	if not changed:
		return rows
	others = [[key, *rule] for key, rule in extra.items() if key not in KIND]
	moved = _in_force(scope, value, ["name", *KIND], [*others, ["name", "in", list(changed)]])
	for row in moved:
		row.update(dict(zip(KIND, changed[row.name], strict=True)))
	return [*rows, *[row for row in moved if _holds(row, extra)]]


def _in_force(scope: Scope, value: Any, by: list[str], extra: list[Any]) -> list[Any]:
	by = ["region", *by]
	filters: list[Any] = [["founded_on", "<=", scope.last], *extra]
	if scope.within():
		filters.append(["region", *scope.within()])
	either = [["status", "in", ["Active", "Suspended"]], ["status_changed_on", ">", scope.last]]
	return scope.rows(
		ORGANIZATION, filters=filters, or_filters=either, fields=[*by, value], group_by=", ".join(by)
	)


def _holds(row: Any, extra: dict[str, Any]) -> bool:
	"""The rules about tier and category, judged by what they were."""
	rules = [(row[field], *extra[field]) for field in KIND if field in extra]
	return all(found in wanted if operator == "in" else found == wanted for found, operator, wanted in rules)


def villages(kind: str = "", having: Callable[[Scope, Any], bool] | None = None) -> Measure:
	"""Communities of the scope; by tier and category they are the same for every heading."""

	def count(scope: Scope) -> dict[str, float]:
		return _of_villages(scope, lambda row: float(having(scope, row) if having else True), kind)

	return count


def of_villages(field: str) -> Measure:
	"""Residents or households of the year, of all communities together."""

	def add(scope: Scope) -> dict[str, float]:
		yearly = _statistics(scope, field)
		return _of_villages(scope, lambda row: flt(yearly.get(row["name"], row[field])))

	return add


def _of_villages(scope: Scope, value: Callable[[Any], float], kind: str = "") -> dict[str, float]:
	found: dict[str, float] = defaultdict(float)
	for row in scope.regions.values():
		if row["level"] == "Village" and kind in ("", row["community_type"]):
			heading = EVERY if scope.dimension in ("Tier", "Category") else scope.key(row["name"])
			found[heading] += value(row)
	return found


def _statistics(scope: Scope, field: str) -> dict[str, Any]:
	"""The figures noted for the year; a later edit of the region does not change them."""
	rows = frappe.get_all(
		"CSO Region Statistic",
		filters={"stat_year": scope.last.year, "parenttype": "CSO Region"},
		fields=["parent", field],
		order_by="parent asc, idx asc",
	)
	return {row.parent: row[field] for row in rows}


def has_any(scope: Scope, row: Any) -> bool:
	return per_village(scope).get(row["name"], 0) > 0


def has_none(scope: Scope, row: Any) -> bool:
	return not has_any(scope, row)


def is_on_target(scope: Scope, row: Any) -> bool:
	return per_village(scope).get(row["name"], 0) >= ON_TARGET.get(row["community_type"], 0)


def serves_special(scope: Scope, row: Any) -> bool:
	return row["name"] in _special_villages(scope)


def per_village(scope: Scope) -> dict[str, float]:
	if "per_village" not in scope._cache:
		found: dict[str, float] = defaultdict(float)
		for row in _grouped_organizations(scope, aggregate.count(), {}):
			found[row.region] += cint(row.total)
		scope._cache["per_village"] = found
	return dict(scope._cache["per_village"])


def _special_villages(scope: Scope) -> set[str]:
	"""Communities where somebody serves a special group."""
	if "special" not in scope._cache:
		special = frappe.get_all(
			"CSO Service Object", filters={"is_special_group": 1}, pluck="name", order_by="name asc"
		)
		rows = scope.rows(
			ORGANIZATION,
			filters=[
				["status", "in", ["Active", "Suspended"]],
				["CSO Organization Service Object", "service_object", "in", special or [""]],
			],
			fields=["region"],
			group_by="region",
		)
		scope._cache["special"] = {row.region for row in rows}
	return set(scope._cache["special"])


def documents(
	doctype: str, filters: dict[str, Any] | None = None, *, day: str | None = None, value: str | None = None
) -> Measure:
	"""Documents of the period (by their `day`), counted or summed, each where it counted when decided."""

	def count(scope: Scope) -> dict[str, float]:
		if not frappe.db.exists("DocType", doctype):
			return {}
		return _documents(scope, doctype, dict(filters or {}), day, value)

	return count


def _documents(
	scope: Scope, doctype: str, filters: dict[str, Any], day: str | None, value: str | None
) -> dict[str, float]:
	if day:
		filters[day] = ["between", [scope.first, scope.last]]
	if scope.within():
		filters["region"] = scope.within()
	wanted = aggregate.total(value, "total") if value else aggregate.count()
	by = ["region", *scope.columns(doctype)]
	rows = scope.rows(doctype, filters=filters, fields=[*by, wanted], group_by=", ".join(by))
	found: dict[str, float] = defaultdict(float)
	for row in rows:
		found[scope.heading(doctype, row)] += flt(row.total)
	return found if rows or not scope.is_nowhere(doctype) else {NOWHERE: 0.0}


def rural_contract_amount(scope: Scope) -> dict[str, float]:
	"""Signed contracts of projects that serve a rural community."""
	filters = {"workflow_state": ["in", purchase.SIGNED], standing.AREA: standing.RURAL}
	return _documents(scope, "CSO Service Contract", filters, "sign_date", "amount")
