import frappe
from frappe import _
from frappe.model.document import Document


class CSOApprovalEvidence(Document):
	"""A form as it was, or a signature; its name is the SHA-256 of its content. Append-only."""

	def validate(self) -> None:
		if not self.is_new():
			frappe.throw(_("The approval log cannot be changed."), frappe.PermissionError)

	def on_trash(self) -> None:
		frappe.throw(_("The approval log cannot be deleted."), frappe.PermissionError)
