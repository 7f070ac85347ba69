"""A document's place in the region tree, copied for fast lists and reports."""

from typing import Any

import frappe
from frappe import _

COPIED_LEVELS = {"Village": "village", "Town": "town", "County": "county"}


def copy_into(doc: Any) -> None:
	"""Fill county, town, village and the full name from the region."""
	for field in COPIED_LEVELS.values():
		doc.set(field, None)
	doc.region_full_name = None
	if not doc.region:
		return
	for row in lineage(doc.region):
		if row.level in COPIED_LEVELS:
			doc.set(COPIED_LEVELS[row.level], row.name)
	doc.region_full_name = frappe.db.get_value("CSO Region", doc.region, "full_name")


def lineage(region: str) -> list[Any]:
	"""The region and everything above it, from the top."""
	own = frappe.db.get_value("CSO Region", region, ["lft", "rgt"], as_dict=True)
	if not own:
		return []
	return frappe.get_all(
		"CSO Region",
		filters={"lft": ["<=", own.lft], "rgt": [">=", own.rgt]},
		fields=["name", "region_name", "level", "disabled"],
		order_by="lft asc",
	)


def within(region: str) -> list[str]:
	"""The region and everything below it."""
	own = frappe.db.get_value("CSO Region", region, ["lft", "rgt"], as_dict=True)
	if not own:
		return []
	inside = {"lft": [">=", own.lft], "rgt": ["<=", own.rgt]}
	return frappe.get_all("CSO Region", filters=inside, pluck="name", order_by="lft asc", limit_page_length=0)


def check_level(doc: Any) -> None:
	"""Filed and village-guided groups belong to a village or a street."""
	level, disabled = frappe.db.get_value("CSO Region", doc.region, ["level", "disabled"]) or (None, 0)
	if level not in ("Town", "Village"):
		frappe.throw(
			_("{0}: choose a community, a village, a street or a township, not a {1}.").format(
				_(doc.meta.get_label("region")), _(level or "Region")
			)
		)
	if disabled:
		frappe.throw(
			_("{0} is disabled. Choose the region that follows it.").format(_(doc.meta.get_label("region")))
		)


def short_names(region: str) -> tuple[str, ...]:
	"""Every name that may stand in front of an organization's own name: 清禾县, 望湖街道, 清禾县望湖街道 …"""
	names = [row.region_name for row in lineage(region)]
	starts = range(len(names))
	return tuple("".join(names[start : end + 1]) for start in starts for end in range(start, len(names)))


def unit_of(region: str | None, kinds: tuple[str, ...]) -> str | None:
	"""The government unit of a region."""
	if not region:
		return None
	return frappe.db.get_value(
		"CSO Gov Unit",
		{"region": region, "unit_kind": ["in", kinds], "disabled": 0},
		"name",
		order_by="unit_name asc",
	)
