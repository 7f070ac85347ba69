from frappe.model.document import Document

from cso_management.service_purchase.accounting import settings


class CSOAccountingSettings(Document):
	def validate(self) -> None:
		settings.check(self)
