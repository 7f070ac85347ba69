from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument

BODY = ("title", "description", "beneficiaries_est", "domain", "beneficiary_group")


class CSOServiceDemand(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("XQ", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		moves.freeze(self, BODY)
