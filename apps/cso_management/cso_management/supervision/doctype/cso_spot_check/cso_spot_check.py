import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument

FEWEST_INSPECTORS = 2


class CSOSpotCheck(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("CC", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		people = {row.inspector for row in self.inspectors}
		if self.result and (len(people) < FEWEST_INSPECTORS or not self.checked_on):
			frappe.throw(
				_("{0}: a result needs the day and at least {1} different inspectors.").format(
					_("Result"), FEWEST_INSPECTORS
				)
			)
