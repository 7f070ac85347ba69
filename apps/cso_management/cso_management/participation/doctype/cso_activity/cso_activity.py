from frappe.utils import getdate

from cso_management.participation import activities
from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument


class CSOActivity(RegionalDocument):
	closings = activities.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("HD", self.region, getdate(self.start).year, 5)

	def validate(self) -> None:
		super().validate()
		activities.check(self)
		if moves.entered(self, "Village Confirmation"):
			activities.check_submission(self)
