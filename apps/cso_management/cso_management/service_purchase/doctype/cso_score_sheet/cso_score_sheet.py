import frappe

from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import scoring


class CSOScoreSheet(RegionalDocument):
	closings = scoring.CLOSINGS
	state_field = "status"

	def validate(self) -> None:
		super().validate()
		scoring.check_sheet(self)

	@frappe.whitelist(methods=["POST"])
	def hand_in(self) -> None:
		"""The expert is done; the sheet is not changed any more."""
		scoring.hand_in(self)
		self.save()
