from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.closing import Closing
from cso_management.process.regional import RegionalDocument

BODY = ("title", "description", "beneficiaries_est", "domain", "beneficiary_group", "region", "organization")
CLOSINGS = (
	Closing("Once it was handed in, what was asked for stays. It is changed after a return.", BODY),
	Closing(
		"The demand is confirmed, so the form is closed.",
		but=("suggested_catalogue_item",),
		states=("Confirmed", "Adopted", "Closed"),
	),
)


class CSOServiceDemand(RegionalDocument):
	closings = CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("XQ", self.region, getdate(today()).year)
