"""Indicators as rows: one per indicator and heading."""

from collections.abc import Iterable
from typing import Any

import frappe
from frappe import _

from .catalogue import INDICATORS, MEASURES
from .formulas import Indicator, Values
from .scope import EVERY, LEVELS, NOWHERE, Scope

TOTAL = ""


def rows(scope: Scope, codes: Iterable[str] = ()) -> list[dict[str, Any]]:
	"""`{code, label, unit, heading, heading_label, value, target}` of each, the whole first."""
	wanted = [indicator for indicator in INDICATORS if not codes or indicator.code in set(codes)]
	measured = measure(scope, wanted)
	headings = _headings(scope, measured)
	names = _names(scope, headings)
	return [
		_row(indicator, heading, names.get(heading, heading), measured)
		for indicator in wanted
		for heading in headings
	]


def measure(scope: Scope, wanted: Iterable[Indicator]) -> Values:
	"""Each measure once."""
	names = sorted({name for indicator in wanted for name in indicator.uses})
	return {name: MEASURES[name](scope) for name in names}


def _headings(scope: Scope, measured: Values) -> list[str]:
	if not scope.dimension:
		return [TOTAL]
	if scope.dimension in LEVELS:
		field = LEVELS[scope.dimension]
		return sorted({row[field] for row in scope.regions.values() if row[field]})
	found = {key for values in measured.values() for key in values}
	return sorted(found - {TOTAL, EVERY, NOWHERE})


def _names(scope: Scope, headings: list[str]) -> dict[str, str]:
	if scope.dimension in LEVELS:
		found = frappe.get_all(
			"CSO Region",
			filters={"name": ["in", headings or [""]]},
			fields=["name", "region_name"],
			order_by="name asc",
		)
		return {row.name: row.region_name for row in found}
	if scope.dimension == "Category":
		found = frappe.get_all(
			"CSO Category",
			filters={"name": ["in", headings or [""]]},
			fields=["name", "category_name"],
			order_by="name asc",
		)
		return {row.name: row.category_name for row in found}
	return {heading: _(heading) for heading in headings if heading}


def _row(indicator: Indicator, heading: str, name: str, measured: Values) -> dict[str, Any]:
	return {
		"code": indicator.code,
		"label": _(indicator.label),
		"unit": _(indicator.unit) if indicator.unit not in ("", "%") else indicator.unit,
		"heading": heading,
		"heading_label": name,
		"value": indicator.value(measured, heading),
		"target": indicator.target,
	}
