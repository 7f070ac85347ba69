from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import project


class CSOPurchaseProject(RegionalDocument):
	closings = project.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("GM", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		project.compute(self)
		project.check(self)
		if moves.entered(self, "Town Review"):
			project.check_submission(self)
		if moves.left(self) == "Finance Review" and moves.entered(self, "County Review", "Approved"):
			project.check_budget_first(self)
