from typing import Any

from frappe import _, throw
from frappe.utils import cstr, getdate, today

from cso_management.process import moves, numbering
from cso_management.process.closing import Closing
from cso_management.process.regional import RegionalDocument
from cso_management.supervision import credit

PROPOSED = ("organization", "list_type", "ground", "ground_text", "proposed_effect", "region")
CLOSINGS = (
	Closing("Once it was handed in, what was proposed stays.", PROPOSED),
	Closing("The entry has ended, so the form is closed.", but=(), states=("Removed", "Dropped")),
)


class CSOCreditListEntry(RegionalDocument):
	closings = CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("ML", self.region, getdate(today()).year)

	def validate(self) -> None:
		super().validate()
		self.is_removal = int(self.workflow_state in ("Listed", "Removal Decision", "Removed"))
		if moves.entered(self, "Removal Decision") and not cstr(self.removal_ground).strip():
			throw(_("{0}: write why the entry should end.").format(_("Removal Ground")))
		if moves.entered(self, "Listed") and not self.decided_on:
			self.update({"decided_on": today(), "decision_no": self.name})
		if moves.entered(self, "Removed"):
			self.removed_on = today()

	def on_update(self) -> None:
		if moves.entered(self, "Listed", "Removed"):
			credit.refresh(self.organization)
			self.write_record()

	def write_record(self) -> None:
		word: Any = _("Listed") if self.workflow_state == "Listed" else _("Removed")
		text = f"{_(self.list_type)}: {word}. {self.ground_text}"
		credit.record(self.organization, "Inspection", text, self)
