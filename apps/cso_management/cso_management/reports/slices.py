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
from cso_management.process import standing

LEVELS = {"County": "county", "Town": "town", "Village": "village"}
AREA, TIER, CATEGORY = "Urban or Rural", "Tier", "Category"
# Rows of documents that one report shows.
SHOWN = 2000


@dataclass
class Slice:
	"""Documents of a DocType inside the filters of the reader.

	`day`: field that the period bounds. `conditions`: further `[field, operator, value]`.
	`by`: heading instead of the one that the reader chose.
	"""

	doctype: str
	filters: Any
	day: str | None = None
	conditions: list[list[Any]] = field(default_factory=list)
	by: str | None = None

	@property
	def heading(self) -> str:
		return str(self.by or self.filters.get("group_by") or "")

	@cached_property
	def where(self) -> list[list[Any]]:
		"""All filters; tier, category, urban or rural are those of the day when it was decided."""
		found = list(self.conditions)
		if self.filters.get("region"):
			found.append(["region", "descendants of (inclusive)", self.filters["region"]])
		for chosen, name in (("area", self.area), ("tier", self.tier)):
			if self.filters.get(chosen) and name:
				found.append([name, "=", self.filters[chosen]])
		if self.filters.get("category") and self.category:
			found.append([self.category, "like", f"{self.filters['category']}%"])
		return [*found, *self._period()]

	@property
	def area(self) -> str | None:
		return standing.area_of(self.doctype)

	@property
	def tier(self) -> str | None:
		return (standing.tier_and_category(self.doctype) or (None, None))[0]

	@property
	def category(self) -> str | None:
		return (standing.tier_and_category(self.doctype) or (None, None))[1]

	def _period(self) -> list[list[Any]]:
		first, last = self.filters.get("from_date"), self.filters.get("to_date")
		if first and last and getdate(last) < getdate(first):
			frappe.throw(_("{0} must not be before {1}.").format(_("To Date"), _("From Date")))
		bounds = [(">=", first), ("<=", f"{last} 23:59:59" if self.day == "creation" else last)]
		limits = zip(bounds, (first, last), strict=True)
		return [[self.day, *bound] for bound, given in limits if self.day and given]

	def groups(self, values: list[Any], by: Iterable[str] = ()) -> list[Any]:
		"""Counts and sums by `by` and by heading: each row has `heading`."""
		keys = [*dict.fromkeys([*filter(None, [self.heading_field]), *by])] or ["docstatus"]
		return self.headed(aggregate.rows(self.doctype, keys, values, self.where))

	def headed(self, rows: list[Any]) -> list[Any]:
		"""The same rows, each with its `heading`."""
		for row in rows:
			row.heading = str(row.get(self.heading_field) or "") if self.heading_field else ""
			if self.heading == CATEGORY:
				row.heading = row.heading[:2]
		return rows

	@property
	def heading_field(self) -> str | None:
		"""The field of the document that says under which heading it counts."""
		fields = {AREA: self.area, TIER: self.tier, CATEGORY: self.category}
		return LEVELS.get(self.heading) or fields.get(self.heading)

	def rows(self, fields: list[str], order_by: str) -> tuple[list[Any], bool]:
		"""Documents as rows, and whether there are more of them than one report shows."""
		found = frappe.get_list(
			self.doctype,
			filters=self.where,
			fields=[*dict.fromkeys([*fields, *filter(None, [self.heading_field])])],
			order_by=order_by,
			limit_page_length=SHOWN + 1,
		)
		return found[:SHOWN], len(found) > SHOWN
