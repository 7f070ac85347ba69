"""The settings of this site, and what regions set for themselves: the nearest region that says so counts,
then those above it, then the Filing Settings of the site and the shipped values.
"""

from typing import Any

import frappe
from frappe.utils import cint

from . import regional_rules, regions

REGIONAL, ROW = "CSO Regional Settings", "CSO Regional Setting"


def load() -> Any:
	return frappe.get_cached_doc("CSO Filing Settings")


def of_region(region: str | None) -> Any:
	"""Every rule of `regional_rules` by its name, and `filing_authority_level`, as they hold in a region."""
	site = load()
	found = frappe._dict(filing_authority_level=site.filing_authority_level)
	for rule in regional_rules.RULES:
		found[rule.name] = cint(site.get(rule.name)) if rule.shipped is None else rule.shipped
	for row in _set_in(regions.lineage(region) if region else []):
		if row.authority_level:
			found.filing_authority_level = row.authority_level
		rule = regional_rules.BY_LABEL.get(row.rule or "")
		if rule:
			found[rule.name] = rule.read(row.value)
	return found


def _set_in(places: list[Any]) -> list[Any]:
	"""Settings of these regions, from the top: what comes later counts."""
	names = [place.name for place in places]
	heads = frappe.get_all(
		REGIONAL,
		filters={"region": ["in", names or [""]], "disabled": 0},
		fields=["name", "region", "filing_authority_level as authority_level"],
		order_by="name asc",
	)
	if not heads:
		return []
	rows = frappe.get_all(
		ROW,
		filters={"parent": ["in", [head.name for head in heads]], "parenttype": REGIONAL},
		fields=["parent", "rule", "value"],
		order_by="idx asc",
	)
	heads.sort(key=lambda head: names.index(head.region))
	return [part for head in heads for part in (head, *(row for row in rows if row.parent == head.name))]


def allows_demo_region() -> bool:
	return bool(load().allow_demo_region)


def time_limit(state: str) -> tuple[int, bool] | None:
	"""Days allowed at a state, and whether they are working days."""
	for row in load().time_limits:
		if row.state == state:
			return row.days, row.unit == "Working Day"
	return None
