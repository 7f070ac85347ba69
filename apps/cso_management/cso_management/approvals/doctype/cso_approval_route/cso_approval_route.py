import frappe
from frappe import _
from frappe.model.document import Document

from cso_management.approvals.engine import checking, scenarios, store

PUBLISHED_BY_THE_ENGINE = {
	"status": "Draft",
	"version": 0,
	"published_on": None,
	"published_by": None,
	"hides_fields": 0,
}


class CSOApprovalRoute(Document):
	def validate(self) -> None:
		"""A route that cannot run may be kept as a draft; what is wrong is told at every save."""
		if self.max_amount and self.min_amount and self.max_amount < self.min_amount:
			frappe.throw(_("The upper amount is smaller than the lower one."))
		self.keep_what_publishing_sets()
		found = checking.problems(self)
		if found:
			frappe.msgprint(
				_("{0} places need mending before this route can be published.").format(len(found))
			)
		if not any(row["field"] == "document_type" for row in found):
			self.run_scenarios()

	def keep_what_publishing_sets(self) -> None:
		"""A plain save never puts a route in force, nor takes it out."""
		before = self.get_doc_before_save()
		for field, fresh in PUBLISHED_BY_THE_ENGINE.items():
			self.set(field, before.get(field) if before else fresh)

	def run_scenarios(self) -> None:
		"""At every save; the result stands in the row."""
		for row, result in zip(self.scenarios, scenarios.run(self), strict=True):
			row.holds, row.last_result = int(result["ok"]), result["problem"] or ""

	def on_trash(self) -> None:
		if frappe.db.exists(store.CASE, {"route": self.name}):
			frappe.throw(_("Cases follow this route; take it out of use instead."))
