"""Which documents a report is about, and the heading each belongs to. Everything is read through the lists
of the reader; sums and counts are made by the database, whatever their number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate

from cso_management import aggregate

ORGANIZATION = "CSO Organization"
LEVELS = {"County": "county", "Town": "town", "Village": "village"}
AREA, TIER, CATEGORY = "Urban or Rural", "Tier", "Category"
# Rows of documents that one report shows, and how many are looked through for them.
SHOWN, READ, PAGE = 2000, 20_000, 1000


@dataclass
class Slice:
	"""Documents of a DocType inside the filters of the reader.

	`day`: field that the period bounds. `organization`: field whose organization has tier and category.
	`conditions`: further `[field, operator, value]`. `by`: heading instead of the one that the reader chose.
	"""

	doctype: str
	filters: Any
	day: str | None = None
	organization: str | None = None
	conditions: list[list[Any]] = field(default_factory=list)
	by: str | None = None

	@property
	def heading(self) -> str:
		return str(self.by or self.filters.get("group_by") or "")

	@cached_property
	def where(self) -> list[list[Any]]:
		"""All filters that the database can judge."""
		found = list(self.conditions)
		if self.filters.get("region"):
			found.append(["region", "descendants of (inclusive)", self.filters["region"]])
		if self.filters.get("area"):
			found.append(["village", "in", [*self._villages] or [""]])
		return [*found, *self._period()]

	def _period(self) -> list[list[Any]]:
		first, last = self.filters.get("from_date"), self.filters.get("to_date")
		if first and last and getdate(last) < getdate(first):
			frappe.throw(_("{0} must not be before {1}.").format(_("To Date"), _("From Date")))
		bounds = [(">=", first), ("<=", f"{last} 23:59:59" if self.day == "creation" else last)]
		limits = zip(bounds, (first, last), strict=True)
		return [[self.day, *bound] for bound, given in limits if self.day and given]

	@cached_property
	def _villages(self) -> dict[str, str]:
		"""Communities of the region with their kind; only those of the chosen kind."""
		filters: list[list[Any]] = [["level", "=", "Village"]]
		if self.filters.get("region"):
			filters.append(["name", "descendants of (inclusive)", self.filters["region"]])
		if self.filters.get("area"):
			filters.append(["community_type", "=", self.filters["area"]])
		rows = frappe.get_all(
			"CSO Region", filters=filters, fields=["name", "community_type"], order_by="name asc"
		)
		return {row.name: row.community_type or "" for row in rows}

	def groups(self, values: list[Any], by: Iterable[str] = ()) -> list[Any]:
		"""Counts and sums by `by` and by heading: each row has `heading`."""
		place = self._place_field()
		keys = [*dict.fromkeys([*filter(None, [place]), *by, *self._kind_field()])] or ["docstatus"]
		rows = aggregate.rows(self.doctype, keys, values, self.where)
		return self.headed(self.kept(rows))

	def headed(self, rows: list[Any]) -> list[Any]:
		"""The same rows, each with its `heading`."""
		for row in rows:
			row.heading = self._heading_of(row)
		return rows

	def _place_field(self) -> str:
		return "village" if self.heading == AREA else LEVELS.get(self.heading, "")

	def _kind_field(self) -> list[str]:
		wanted = self.heading in (TIER, CATEGORY) or self.filters.get("tier") or self.filters.get("category")
		return [self.organization] if wanted and self.organization else []

	def _heading_of(self, row: Any) -> str:
		if self.heading in LEVELS:
			return str(row[LEVELS[self.heading]] or "")
		if self.heading == AREA:
			return self._villages.get(row.village, "")
		if self.heading == TIER:
			return str(row.tier or "")
		return str(row.category or "")[:2] if self.heading == CATEGORY else ""

	def kept(self, rows: list[Any]) -> list[Any]:
		"""Rows of the chosen tier and category, which come from the organization as it is now."""
		if not self._kind_field():
			return rows
		known = _kinds({row[self.organization] for row in rows})
		for row in rows:
			row.tier, row.category = known.get(row[self.organization], ("", ""))
		tier, category = self.filters.get("tier"), self.filters.get("category")
		return [
			row
			for row in rows
			if tier in (None, "", row.tier) and str(row.category).startswith(str(category or ""))
		]

	def rows(self, fields: list[str], order_by: str) -> tuple[list[Any], bool]:
		"""Documents as rows, and whether there are more of them than one report shows."""
		wanted = list(dict.fromkeys([*fields, *self._kind_field()]))
		found: list[Any] = []
		for start in range(0, READ, PAGE):
			page = frappe.get_list(
				self.doctype,
				filters=self.where,
				fields=wanted,
				order_by=order_by,
				limit_start=start,
				limit_page_length=PAGE,
			)
			found += self.kept(page)
			if len(page) < PAGE or len(found) > SHOWN:
				break
		return found[:SHOWN], len(found) > SHOWN or len(page) == PAGE


def _kinds(names: set[str | None]) -> dict[str, tuple[str, str]]:
	"""Tier and category of organizations."""
	rows = frappe.get_all(
		ORGANIZATION,
		filters={"name": ["in", sorted(name for name in names if name) or [""]]},
		fields=["name", "tier", "primary_category"],
		order_by="name asc",
	)
	return {row.name: (row.tier, row.primary_category) for row in rows}
