import frappe
from frappe import _
from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.registry import notices
from cso_management.supervision import rectification


class CSORectificationOrder(RegionalDocument):
	closings = rectification.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("ZG", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		self.deadline = self.deadline or rectification.deadline_from(today(), self.region)
		tier = frappe.db.get_value("CSO Organization", self.organization, "tier")
		self.decided_by_county = int(tier == "Registered")
		before = self.get_doc_before_save()
		if moves.is_draft(self):
			return
		if before:
			rectification.check_extension(self, before)
		self.note_move()

	def note_move(self) -> None:
		"""The days and names that each state leaves behind."""
		if moves.entered(self, "Issued") and not self.issued_on:
			self.update({"issued_on": today(), "order_no": self.name})
		if moves.entered(self, "Rectification Check"):
			rectification.check_report(self)
			self.submitted_on = today()
		if moves.entered(self, "Verified", "Failed"):
			self.result = "Passed" if self.workflow_state == "Verified" else "Failed"
			self.update({"verified_by": frappe.session.user, "verified_on": today()})

	def on_update(self) -> None:
		if moves.entered(self, "Issued"):
			organization = frappe.get_doc("CSO Organization", self.organization)
			notices.to_organization(organization, _("Rectification order {0}").format(self.name))
		if moves.entered(self, "Failed"):
			rectification.fail(self)
		if moves.entered(self, "Verified", "Failed") and self.source_doctype:
			source = frappe.get_doc(self.source_doctype, self.source_name)
			source.run_method("rectification_ended", self)
