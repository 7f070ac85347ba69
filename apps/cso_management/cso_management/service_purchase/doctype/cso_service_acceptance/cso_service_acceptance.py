import frappe
from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import acceptance


class CSOServiceAcceptance(RegionalDocument):
	closings = acceptance.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("YS", self.region, getdate(today()).year)

	def set_region(self) -> None:
		self.region = frappe.db.get_value("CSO Service Contract", self.contract, "region") or self.region
		super().set_region()

	def validate(self) -> None:
		super().validate()
		earlier = {"contract": self.contract, "result": "Failed", "name": ["!=", self.name]}
		self.is_recheck = int(
			bool(frappe.db.exists(self.doctype, {**earlier, "workflow_state": "Confirmed"}))
		)
		acceptance.check(self)
		if moves.entered(self, "Confirmation"):
			acceptance.check_panel(self)
		if moves.entered(self, "Confirmed"):
			self.confirmed_on = today()
