import frappe
from frappe import _
from frappe.utils import getdate
from frappe.utils.nestedset import NestedSet


class CSOServiceCatalogueItem(NestedSet):
	nsm_parent_field = "parent_cso_service_catalogue_item"

	def validate(self) -> None:
		parent = self.parent_cso_service_catalogue_item
		above = frappe.db.get_value(self.doctype, parent, "level") if parent else 0
		self.level = int(above or 0) + 1
		if self.valid_to and getdate(self.valid_to) < getdate(self.valid_from):
			frappe.throw(_("{0} must not be before {1}.").format(_("Valid To"), _("Valid From")))
