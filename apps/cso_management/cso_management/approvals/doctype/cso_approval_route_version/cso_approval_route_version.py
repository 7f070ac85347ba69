import frappe
from frappe import _
from frappe.model.document import Document


class CSOApprovalRouteVersion(Document):
	"""Frozen: a running case keeps the version it started with."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("A published version cannot be changed."), frappe.PermissionError)
