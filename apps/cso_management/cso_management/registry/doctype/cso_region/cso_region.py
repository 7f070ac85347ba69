import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from cso_management.identifiers import region_code
from cso_management.registry import past

CHILD_LEVEL = dict(zip(region_code.LEVELS, region_code.LEVELS[1:], strict=False))


class CSORegion(NestedSet):
	nsm_parent_field = "parent_cso_region"

	def validate(self) -> None:
		self.check_code()
		self.set_level()
		self.find_parent()
		self.set_kind()
		self.set_full_name()
		past.keep_community_type(self, self.get_doc_before_save())

	def check_code(self) -> None:
		finding = region_code.check(
			self.region_code, city_has_no_county=self.is_under_city_without_counties()
		)
		if not finding.is_ok:
			frappe.throw(f"{_(self.meta.get_label('region_code'))}: {code_messages()[finding.code]}")
		self.region_code = finding.value

	def is_under_city_without_counties(self) -> bool:
		city = str(self.region_code or "")[:4] + "00000000"
		return bool(frappe.db.get_value("CSO Region", city, "no_county_level"))

	def set_level(self) -> None:
		self.level = region_code.level(self.region_code)
		self.is_group = int(self.level != "Village")

	def find_parent(self) -> None:
		parent = region_code.parent_code(self.region_code)
		if parent and not frappe.db.exists("CSO Region", parent):
			frappe.throw(
				_("{0}: the region above it, {1}, does not exist. Enter it first.").format(
					_(self.meta.get_label("region_code")), parent
				)
			)
		self.parent_cso_region = parent

	def set_kind(self) -> None:
		if self.level == "Town":
			self.town_kind = region_code.town_kind(self.region_code) or self.town_kind
		if self.level == "Village":
			self.check_community_type()

	def check_community_type(self) -> None:
		usual = region_code.community_type(self.region_code)
		self.community_type = self.community_type or usual
		if usual and usual != self.community_type:
			frappe.msgprint(
				_("{0} does not fit the last three digits of the code. Please check.").format(
					_(self.meta.get_label("community_type"))
				),
				indicator="orange",
			)

	def set_full_name(self) -> None:
		above = (
			frappe.db.get_value("CSO Region", self.parent_cso_region, "full_name")
			if self.parent_cso_region
			else ""
		)
		self.full_name = (above or "") + self.region_name

	def on_trash(self) -> None:
		for doctype in ("CSO Organization", "CSO Filing Application"):
			if frappe.db.exists(doctype, {"region": self.name}):
				frappe.throw(_("{0} is in use. Disable it instead.").format(self.region_name))
		super().on_trash()


def code_messages() -> dict[str, str]:
	return {
		"FORMAT": _("a region code has exactly 12 digits."),
		"ALL_ZERO": _("a region code cannot be all zeros."),
		"GAP": _("a part of the code in the middle is zero. Please check the code."),
	}
