import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr


class CSONegativeListRule(Document):
	def validate(self) -> None:
		self.pattern = " ".join(cstr(self.pattern).split())
		if not self.pattern:
			frappe.throw(_("{0}: write at least one word.").format(_("Keyword")))
