import frappe
from frappe import _
from frappe.utils import cstr
from frappe.utils.nestedset import NestedSet


class CSOCategory(NestedSet):
	nsm_parent_field = "parent_cso_category"

	def validate(self) -> None:
		self.check_code()
		self.check_parent()

	def check_code(self) -> None:
		code = cstr(self.category_code).strip()
		if not code.isdigit() or len(code) not in (2, 4):
			frappe.throw(
				_("{0}: two digits for a top node, four for a leaf.").format(
					_(self.meta.get_label("category_code"))
				)
			)
		self.category_code = code

	def check_parent(self) -> None:
		if len(self.category_code) == 4:
			self.parent_cso_category = self.parent_cso_category or self.category_code[:2]
		if self.parent_cso_category and not cstr(self.category_code).startswith(self.parent_cso_category):
			frappe.throw(
				_("{0}: the code starts with the code of the node above it.").format(
					_(self.meta.get_label("category_code"))
				)
			)
