from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import selection


class CSOProviderSelection(RegionalDocument):
	closings = selection.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("LX", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		if not self.flags.by_system:
			selection.check(self)
		selection.before_move(self)

	def on_update(self) -> None:
		selection.after_move(self)

	def publicity_closed(self, notice: object) -> None:
		"""Nobody objected with success: the award stands; otherwise the selection failed."""
		if self.workflow_state == "Publicity":
			state = "Failed" if notice.result == "Objection Upheld" else "Awarded"
			moves.advance(self.doctype, self.name, state)
