import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument


class CSOCustodyAccount(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("DG", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		if not (self.custodian or self.custodian_organization):
			frappe.throw(
				_("{0}: name the unit or organization that keeps the account.").format(_("Custodian"))
			)
		same = {"organization": self.organization, "status": "Active", "name": ["!=", self.name]}
		if self.status == "Active" and frappe.db.exists(self.doctype, same):
			frappe.throw(_("{0} already has a custody account.").format(self.organization))
