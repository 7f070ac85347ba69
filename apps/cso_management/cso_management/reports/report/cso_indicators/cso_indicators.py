"""指标表: the indicators of a region and period, split as wished; each reader gets what he may see."""

from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.planning import periods
from cso_management.planning.indicators import table
from cso_management.planning.indicators.scope import DIMENSIONS, Scope
from cso_management.reports import tables


def execute(filters: dict | None = None) -> tuple[Any, ...]:
	filters = tables.plain(filters)
	scope = scope_of(filters)
	data = table.rows(scope, [code for code in str(filters.get("codes") or "").split() if code])
	return columns(scope), data, None, chart(scope, data), None, True


def scope_of(filters: Any) -> Scope:
	"""The year to date unless the reader asks otherwise."""
	first, last = periods.bounds("Year", getdate(today()))
	first, last = getdate(filters.get("from_date") or first), getdate(filters.get("to_date") or last)
	if last < first:
		frappe.throw(_("{0} must not be before {1}.").format(_("Last Day"), _("First Day")))
	dimension = filters.get("dimension") or ""
	if dimension not in DIMENSIONS:
		frappe.throw(_("{0}: choose one of the list.").format(_("Split By")))
	return Scope(first, last, filters.get("region"), dimension)


def columns(scope: Scope) -> list[dict[str, Any]]:
	text = [{"fieldname": "code", "label": _("Code"), "fieldtype": "Data", "width": 80}]
	text.append({"fieldname": "label", "label": _("Indicator"), "fieldtype": "Data", "width": 260})
	if scope.dimension:
		text.append(
			{"fieldname": "heading_label", "label": _(scope.dimension), "fieldtype": "Data", "width": 140}
		)
	return [
		*text,
		_count("value", _("Value")),
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Data", "width": 80},
		_count("target", _("Target")),
	]


def _count(field: str, label: str) -> dict[str, Any]:
	"""A column of counts and shares alike: 23 stays 23, 2.14 stays 2.14."""
	return {**tables.number(field, label, "Float"), "precision": None}


def chart(scope: Scope, data: list[dict[str, Any]]) -> dict[str, Any] | None:
	"""Organizations by heading."""
	shown = [row for row in data if row["code"] == "I01" and row["heading"]]
	if not shown:
		return None
	values = [row["value"] or 0 for row in shown]
	return {
		"type": "bar",
		"data": {
			"labels": [row["heading_label"] for row in shown],
			"datasets": [{"name": shown[0]["label"], "values": values}],
		},
	}
