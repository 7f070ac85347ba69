import frappe
from frappe import _
from frappe.model.document import Document


class CSOApprovalChain(Document):
	"""Length and last hash of the log of one document, so that rows cut off at the end are missed."""

	def on_trash(self) -> None:
		frappe.throw(_("The approval log cannot be deleted."), frappe.PermissionError)
