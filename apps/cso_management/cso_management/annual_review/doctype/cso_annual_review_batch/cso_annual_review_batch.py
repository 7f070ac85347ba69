import frappe
from frappe import _

from cso_management.annual_review import generation
from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument


class CSOAnnualReviewBatch(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_year("NJPC", self.review_year, self.region, 3)

	def validate(self) -> None:
		super().validate()
		generation.defaults(self)

	@frappe.whitelist(methods=["POST"])
	def generate(self) -> dict[str, int]:
		"""Make a report for everyone who is due; may be pressed again."""
		self.check_permission("write")
		if self.status == "Closed":
			frappe.throw(_("The batch is closed."))
		return generation.generate(self)

	@frappe.whitelist(methods=["POST"])
	def close(self) -> None:
		"""No more reports are made in this batch."""
		self.check_permission("write")
		self.status = "Closed"
		self.save()
