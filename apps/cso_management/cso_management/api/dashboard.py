"""The leader's page."""

from typing import Any

import frappe
from frappe.utils import now_datetime

from ..permissions import scope
from ..planning import dashboard


@frappe.whitelist(methods=["GET"])
def get_dashboard(region: str | None = None) -> dict[str, Any]:
	"""Figures of a region, or of everything that the caller may see.

	Each figure carries the DocType and the filters of the list that it was counted from.
	"""
	user = frappe.session.user
	if not (scope.is_superuser(user) or scope.sees_by_region(user)):
		raise frappe.PermissionError
	if region and not (scope.is_superuser(user) or scope.covers(user, region)):
		raise frappe.PermissionError
	return {
		"region": region,
		"as_of": str(now_datetime()),
		"regions": _choices(user),
		"cards": dashboard.cards(region),
		"overdue": dashboard.overdue(region),
		"money": dashboard.money_of(region),
		"pilots": dashboard.pilots(region),
		"pilot_money": dashboard.pilot_money(region),
		"targets": dashboard.targets(region),
	}


def _choices(user: str) -> list[Any]:
	"""Regions down to the town that the page may be limited to."""
	filters: dict[str, Any] = {"level": ["!=", "Village"], "disabled": 0}
	rows = frappe.get_all(
		"CSO Region",
		filters=filters,
		fields=["name", "region_name", "level", "lft", "rgt"],
		order_by="lft asc",
	)
	if scope.is_superuser(user):
		return rows
	bounds = scope.bounds_of(user)
	return [row for row in rows if any(left <= row.lft and row.rgt <= right for left, right in bounds)]
