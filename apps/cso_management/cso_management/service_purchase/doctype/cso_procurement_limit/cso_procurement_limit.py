import frappe
from frappe import _
from frappe.model.document import Document

from cso_management.process import money


class CSOProcurementLimit(Document):
	def validate(self) -> None:
		if money.exceeds(self.county_threshold, self.city_threshold):
			frappe.throw(
				_("{0} must not be more than {1}.").format(_("County Reviews From"), _("City Reviews From"))
			)
