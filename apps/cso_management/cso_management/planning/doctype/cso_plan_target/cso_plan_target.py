import frappe
from frappe import _

from cso_management.planning.indicators.catalogue import INDICATORS
from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument


class CSOPlanTarget(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("MB", self.region, self.year)

	def validate(self) -> None:
		super().validate()
		found = next((row for row in INDICATORS if row.code == self.indicator), None)
		if found is None:
			frappe.throw(_("{0}: there is no indicator {1}.").format(_("Indicator"), self.indicator))
		self.label = _(found.label)
