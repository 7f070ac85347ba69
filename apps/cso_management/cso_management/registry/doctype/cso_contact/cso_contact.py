import frappe
from frappe import _
from frappe.model.document import Document


class CSOContact(Document):
	def validate(self) -> None:
		self.region = frappe.db.get_value("CSO Organization", self.organization, "region")
		self.check_only_once()

	def check_only_once(self) -> None:
		other = frappe.db.exists(
			"CSO Contact",
			{"user": self.user, "organization": self.organization, "name": ["!=", self.name or ""]},
		)
		if other:
			frappe.throw(_("{0} is already an account of this organization.").format(self.user))
