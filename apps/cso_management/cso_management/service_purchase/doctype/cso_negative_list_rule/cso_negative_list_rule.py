import frappe
from frappe import _
from frappe.model.document import Document


class CSONegativeListRule(Document):
	def validate(self) -> None:
		self.pattern = " ".join((self.pattern or "").split())
		if not self.pattern:
			frappe.throw(_("{0}: write at least one word.").format(_("Keyword")))
