from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import disclosure


class CSOPurchaseDisclosure(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("GK", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		disclosure.note_late(self)
