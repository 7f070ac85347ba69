import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.approvals import calendar
from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument
from cso_management.registry import settings


class CSOProviderComplaint(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("ZY", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		days = settings.of_region(self.region).complaint_days
		last = calendar.add_days(getdate(self.known_on), days)
		if getdate(self.raised_on) > last:
			frappe.throw(_("{0}: the time for it ended on {1}.").format(_("Raised On"), last))
		self.answer_due_on = calendar.add_days(getdate(self.raised_on), days)
