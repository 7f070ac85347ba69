import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument
from cso_management.rural_pilot import plan

# Weights of the shipped criteria; a batch may have its own.
SHIPPED = (
	("党支部和村委会能力", 15),
	("社区社会组织基础", 20),
	("场地与人员", 10),
	("需求调查与方案质量", 20),
	("留守老人儿童服务基础", 10),
	("志愿服务基础", 10),
	("文体活动基础", 5),
	("县镇支持", 10),
)


class CSORuralPilotBatch(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_year("SDPC", self.year, self.region, 3)

	def validate(self) -> None:
		super().validate()
		if not self.criteria:
			rows = [{"criterion": name, "weight": points, "max_score": points} for name, points in SHIPPED]
			self.set("criteria", rows)
		plan.check_criteria(self)
		self.city_confirms = int(frappe.db.get_value("CSO Region", self.region, "level") == "City")
		if getdate(self.apply_to) < getdate(self.apply_from):
			frappe.throw(_("{0} must not be before {1}.").format(_("Apply To"), _("Apply From")))

	@frappe.whitelist(methods=["POST"])
	def open(self) -> None:
		"""Villages may apply."""
		self.check_permission("write")
		if getdate(self.apply_to) < getdate(today()):
			frappe.throw(_("{0} is over.").format(_("Apply To")))
		self.status = "Open"
		self.save()

	@frappe.whitelist(methods=["POST"])
	def close(self) -> None:
		"""No more applications."""
		self.check_permission("write")
		self.status = "Closed"
		self.save()
