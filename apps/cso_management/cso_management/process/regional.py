"""A business document with a place in the region tree."""

import frappe
from frappe import _
from frappe.model.document import Document

from ..registry import regions, sensitive
from . import closing, editing, standing


class RegionalDocument(Document):
	"""Keeps `county`, `town` and `village` equal to the region, which may come from the organization."""

	# Fields that a state closes; `closing` judges them, the form is told by `editing`.
	closings: tuple[closing.Closing, ...] = ()

	def onload(self) -> None:
		sensitive.note_view(self)
		self.set_onload("editing", editing.told(self))

	def before_print(self, settings: object = None) -> None:
		sensitive.note_print(self)

	def validate(self) -> None:
		self.set_region()
		regions.copy_into(self)
		standing.note(self)

	def set_region(self) -> None:
		"""Without a region nobody could see the document, and it would have no number."""
		if not self.get("region") and self.get("organization"):
			self.region = frappe.db.get_value("CSO Organization", self.organization, "region")
		if not self.get("region"):
			frappe.throw(_("{0}: choose where this belongs to.").format(_("Region")), frappe.MandatoryError)
