from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument


class CSOExperience(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("JY", self.region, getdate(today()).year)
