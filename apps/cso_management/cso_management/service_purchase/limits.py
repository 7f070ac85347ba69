"""Amounts and rules of a county's purchasing; the nearest region that has its own counts."""

from typing import Any

import frappe

from ..registry import regions

LIMIT = "CSO Procurement Limit"
SHIPPED = {
	"entrustment_limit": 200_000,
	"county_threshold": 300_000,
	"city_threshold": 1_000_000,
	"preference_grade": "3A",
	"preference_points": 3,
	"fewest_bidders": 3,
	"single_bidder": "Fail",
	"equal_scores": "Lower Price",
	"payment_alert_days": 30,
}


def of_region(region: str) -> Any:
	names = [row.name for row in regions.lineage(region)]
	found = {
		row.region: row
		for row in frappe.get_all(LIMIT, filters={"region": ["in", names]}, fields=["*"], order_by="name asc")
	}
	nearest = next((found[name] for name in reversed(names) if name in found), None)
	return nearest or frappe._dict(SHIPPED)
