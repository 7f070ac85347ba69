import frappe
from frappe.model.document import Document

from cso_management.registry import identity


class CSOGovUnit(Document):
	def validate(self) -> None:
		identity.check_credit_code(self, "credit_code")
		identity.check_telephone(self, "phone")
		self.level = frappe.db.get_value("CSO Region", self.region, "level")
