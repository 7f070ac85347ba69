import frappe
from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import evaluation


class CSOPerformanceEvaluation(RegionalDocument):
	closings = evaluation.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("JX", self.region, getdate(today()).year)

	def set_region(self) -> None:
		self.region = frappe.db.get_value("CSO Service Contract", self.contract, "region") or self.region
		super().set_region()

	def validate(self) -> None:
		super().validate()
		if moves.left(self) in (None, *moves.BY_AUTHOR):
			evaluation.fill(self)
		evaluation.compute(self)
		if moves.entered(self, "Confirmation"):
			evaluation.check_submission(self)
		if moves.entered(self, "Confirmed"):
			self.evaluated_on = today()
