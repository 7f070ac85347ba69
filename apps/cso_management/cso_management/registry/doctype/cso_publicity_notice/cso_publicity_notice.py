import frappe
from frappe import _
from frappe.utils import cint, getdate, today

from cso_management.process.regional import RegionalDocument
from cso_management.registry import publicity


class CSOPublicityNotice(RegionalDocument):
	closings = publicity.CLOSINGS
	state_field = "status"

	def validate(self) -> None:
		super().validate()
		publicity.check(self)

	@frappe.whitelist(methods=["POST"])
	def publish(self) -> None:
		"""Hang the notice out."""
		self.check_permission("write")
		if self.status != "Draft":
			frappe.throw(_("Only a draft can be published."))
		self.status = "Published"
		self.flags.by_system = True
		self.save()

	@frappe.whitelist(methods=["POST"])
	def answer_objection(self, row: str, answer: str, upheld: int = 0) -> None:
		"""Answer one objection; the last answer after the end takes the notice down."""
		self.check_permission("write")
		found = next((item for item in self.objections if item.name == row), None)
		if found is None or not answer.strip():
			frappe.throw(_("Choose an objection and write the answer."))
		found.update({"answer": answer.strip(), "upheld": cint(upheld), "answered_on": today()})
		self.flags.by_system = True
		self.save()
		if self.status == "Published" and getdate(self.to_date) < getdate():
			publicity.close(self)
