"""Which region, which days, split by what."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import frappe

from ...permissions import scope as rights
from ...process import standing
from ...registry import past

DIMENSIONS = ("", "County", "Town", "Village", "Urban or Rural", "Tier", "Category")
LEVELS = {"County": "county", "Town": "town", "Village": "village"}
EVERY = "*"
# Heading of what cannot be split so: a village is of no tier.
NOWHERE = "-"


@dataclass
class Scope:
	"""`everything`: the whole region, whoever asks, for a locked table; otherwise the reader's own rows."""

	first: date
	last: date
	region: str | None = None
	dimension: str = ""
	everything: bool = False
	_cache: dict[str, Any] = field(default_factory=dict)

	def rows(self, doctype: str, **query: Any) -> list[Any]:
		"""The one door to the data: permission-aware, or bounded by the region alone."""
		order = query.get("group_by") or "name asc"
		if self.everything:
			return frappe.get_all(doctype, order_by=order, limit_page_length=0, **query)
		return frappe.get_list(doctype, order_by=order, limit_page_length=0, **query)

	@cached_property
	def regions(self) -> dict[str, Any]:
		"""Every region of the scope with its village, town and county."""
		filters: dict[str, Any] = {"disabled": 0}
		if self.region:
			left, right = frappe.db.get_value("CSO Region", self.region, ["lft", "rgt"])
			filters |= {"lft": [">=", left], "rgt": ["<=", right]}
		fields = ["name", "region_name", "level", "community_type", "parent_cso_region", "lft", "rgt"]
		figures = ["households", "permanent_population"]
		rows = frappe.get_all("CSO Region", filters=filters, fields=[*fields, *figures], order_by="lft asc")
		earlier = past.community_types(self.last.year)
		for row in rows:
			row.community_type = earlier.get(row.name, row.community_type)
		return _placed([row for row in rows if self.everything or self._may_see(row)])

	def _may_see(self, row: Any) -> bool:
		bounds = self._cache.setdefault("bounds", rights.bounds_of(frappe.session.user))
		if rights.is_superuser(frappe.session.user):
			return True
		return any(left <= row.lft and row.rgt <= right for left, right in bounds)

	def within(self) -> list[Any] | None:
		"""A filter on `region`; nothing when the reader's rights alone bound the rows."""
		if not self.region and not self.everything:
			return None
		return ["in", list(self.regions) or [""]]

	def columns(self, doctype: str) -> list[str]:
		"""Fields of a document that tell its heading, beside the region."""
		kind, area = standing.tier_and_category(doctype), standing.area_of(doctype)
		if self.dimension == "Urban or Rural":
			return [area] if area else []
		if self.dimension in ("Tier", "Category"):
			return [kind[self.dimension == "Category"]] if kind else []
		return []

	def is_nowhere(self, doctype: str) -> bool:
		"""Documents of this kind have no tier and no category."""
		return self.dimension in ("Tier", "Category") and not self.columns(doctype)

	def heading(self, doctype: str, row: Any) -> str:
		"""The heading of a document or of a group of them: as it stood when it was decided."""
		fields = self.columns(doctype)
		if not fields:
			return NOWHERE if self.is_nowhere(doctype) else self.key(row["region"])
		found = str(row.get(fields[0]) or "")
		return found[:2] if self.dimension == "Category" else found

	def key(self, region: str | None, tier: str | None = None, category: str | None = None) -> str:
		"""Under which heading of the dimension something counts."""
		place = self.regions.get(region or "")
		if self.dimension in LEVELS:
			return str(place[LEVELS[self.dimension]] or "") if place else ""
		if self.dimension == "Urban or Rural":
			return str(place["community_type"] or "") if place else ""
		if self.dimension == "Tier":
			return tier or ""
		return str(category or "")[:2] if self.dimension == "Category" else ""


def _placed(rows: list[Any]) -> dict[str, Any]:
	"""Each region with the codes of the levels above it: codes are built level by level."""
	return {row.name: {**row, **_levels(row)} for row in rows}


def _levels(row: Any) -> dict[str, str | None]:
	depth = ("Province", "City", "County", "Town", "Village").index(row.level)
	return {
		"county": row.name[:6] + "000000" if depth >= 2 else None,
		"town": row.name[:9] + "000" if depth >= 3 else None,
		"village": row.name if depth == 4 else None,
	}
