"""What an organization was before: its tier and category, each with the last day on which they held.

And what a community was: urban or rural, until the end of a year.
"""

from typing import Any

import frappe
from frappe.utils import add_days, getdate, today

KINDS = ("tier", "primary_category")
PAST = "CSO Organization Past"


def keep_kind(organization: Any, before: Any) -> None:
	"""A new tier or category leaves a line for the old one; only the first change of a day does."""
	if before is None or all(before.get(field) == organization.get(field) for field in KINDS):
		return
	yesterday = getdate(add_days(today(), -1))
	if any(getdate(row.until) >= yesterday for row in organization.past):
		return
	organization.append("past", {"until": yesterday, **{field: before.get(field) for field in KINDS}})


def kinds_on(day: Any) -> dict[str, tuple[str, str]]:
	"""Tier and category on that day, of those organizations alone that changed them since."""
	rows = frappe.get_all(
		PAST,
		filters={"until": [">=", day], "parenttype": "CSO Organization"},
		fields=["parent", *KINDS],
		order_by="until desc, idx desc",
	)
	return {row.parent: (row.tier, row.primary_category) for row in rows}


def keep_community_type(region: Any, before: Any) -> None:
	"""A community that becomes urban (or rural) was the other one until the end of last year."""
	old = before.community_type if before else None
	if region.level != "Village" or not old or old == region.community_type:
		return
	year = getdate(today()).year - 1
	row = next((row for row in region.statistics if row.stat_year == year), None)
	row = row or region.append("statistics", {"stat_year": year, **_figures(before)})
	row.community_type = row.community_type or old


def _figures(before: Any) -> dict[str, Any]:
	"""The numbers as they stood: a line of a year without them would read as an empty community."""
	wanted = frappe.get_meta("CSO Region Statistic").fields
	return {df.fieldname: before.get(df.fieldname) for df in wanted if before.meta.has_field(df.fieldname)}


def community_types(year: int) -> dict[str, str]:
	"""Urban or rural in that year, of those communities alone that changed since."""
	rows = frappe.get_all(
		"CSO Region Statistic",
		filters={
			"stat_year": [">=", year],
			"community_type": ["is", "set"],
			"parenttype": "CSO Region",
		},
		fields=["parent", "community_type"],
		order_by="stat_year desc",
	)
	return {row.parent: row.community_type for row in rows}
