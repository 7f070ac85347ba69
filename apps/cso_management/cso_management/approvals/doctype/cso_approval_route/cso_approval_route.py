import frappe
from frappe import _
from frappe.model.document import Document

from cso_management.approvals.engine import publishing, store


class CSOApprovalRoute(Document):
	def validate(self) -> None:
		"""A route that cannot run may be kept as a draft; what is wrong is told at every save."""
		if self.max_amount and self.min_amount and self.max_amount < self.min_amount:
			frappe.throw(_("The upper amount is smaller than the lower one."))
		for row in publishing.problems(self)[:5]:
			frappe.msgprint(f"{row['step'] or self.title}: {row['message']}", indicator="orange")

	def on_trash(self) -> None:
		if frappe.db.exists(store.CASE, {"route": self.name}):
			frappe.throw(_("Cases follow this route; take it out of use instead."))
