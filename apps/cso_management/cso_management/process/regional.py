"""A business document with a place in the region tree."""

import frappe
from frappe.model.document import Document

from ..registry import regions


class RegionalDocument(Document):
	"""Keeps `county`, `town` and `village` equal to the region, which may come from the organization."""

	def validate(self) -> None:
		if not self.region and self.get("organization"):
			self.region = frappe.db.get_value("CSO Organization", self.organization, "region")
		regions.copy_into(self)
