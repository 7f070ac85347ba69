import frappe
from frappe import _
from frappe.model.document import Document


class CSOApprovalLog(Document):
	"""Append-only: no role may change or delete a row."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("The approval log cannot be changed."), frappe.PermissionError)

	def on_trash(self) -> None:
		frappe.throw(_("The approval log cannot be deleted."), frappe.PermissionError)
