import frappe
from frappe import _

from cso_management.annual_review import checks, prefill, stages, together
from cso_management.permissions import scope
from cso_management.process import moves, numbering, years
from cso_management.process.regional import RegionalDocument


class CSOAnnualReview(RegionalDocument):
	closings = checks.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_year("NJ", self.review_year, self.region)

	def before_insert(self) -> None:
		years.checked(self.review_year, _("Year Reviewed"))
		prefill.fill(self)
		if scope.is_representative(frappe.session.user):
			checks.clear_judgement(self)

	def validate(self) -> None:
		super().validate()
		years.checked(self.review_year, _("Year Reviewed"))
		before = self.get_doc_before_save()
		checks.one_a_year(self)
		checks.numbers(self)
		checks.sums(self)
		stages.before_save(self, before)
		stages.refresh_findings(self)

	def on_update(self) -> None:
		stages.after_save(self)

	def on_trash(self) -> None:
		if not moves.is_draft(self):
			frappe.throw(_("Only a draft can be deleted. Withdraw the application instead."))

	def batch_exclusion(self) -> str | None:
		"""Why it is not agreed to together with others."""
		return together.exclusion(self)

	def before_batch_agree(self) -> None:
		"""Whoever agrees to many at once adopts what the facts suggest."""
		together.adopt(self)

	def publicity_closed(self, notice: object) -> None:
		"""Nobody objected with success: the conclusion is published. Otherwise the office above decides."""
		if self.workflow_state != "Publicity":
			return
		if notice and notice.result == "Objection Upheld":
			stages.objected_in_publicity(self, notice)
			return
		self.workflow_state = "Published"
		self.flags.by_system = True
		self.save(ignore_permissions=True)

	def rectification_ended(self, order: object) -> None:
		"""The order was checked and fulfilled."""
		if self.workflow_state == "Rectifying" and order.result == "Passed":
			self.workflow_state = "Rectified"
			self.flags.by_system = True
			self.save(ignore_permissions=True)
