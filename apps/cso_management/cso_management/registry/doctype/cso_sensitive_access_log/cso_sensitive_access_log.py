import frappe
from frappe import _
from frappe.model.document import Document


class CSOSensitiveAccessLog(Document):
	"""Append-only."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("The access log cannot be changed."), frappe.PermissionError)

	def on_trash(self) -> None:
		frappe.throw(_("The access log cannot be deleted."), frappe.PermissionError)
