import frappe
from frappe.model.naming import make_autoname
from frappe.utils import getdate, today

from cso_management.process import moves
from cso_management.process.closing import Closing
from cso_management.process.regional import RegionalDocument
from cso_management.rural_pilot import baseline, funds, plan, scoring, stages, states

BODY = (
	"batch",
	"village_region",
	"baseline",
	"needs_survey",
	"survey_sample",
	"plan_text",
	"targets",
)
MONEY = ("support", "recovered_amount", "side_reason")
CLOSINGS = (
	Closing("Once it was handed in, the application stays. It is changed after a return.", BODY),
	Closing("Points are given by the experts on their own page.", ("scores",), states=states.EVERY),
	Closing(
		"The pilot is evaluated: only its money, its reports and the summary are still written down.",
		but=(*MONEY, "reports", "model_type", "model_summary"),
		states=("Evaluated",),
	),
	Closing(
		"The pilot is summed up, so the form is closed; only its money is still written down.",
		but=MONEY,
		states=states.SUMMARISED,
	),
	Closing("The pilot has failed: only its money is still written down.", but=MONEY, states=("Failed",)),
	Closing(
		"The application has ended, so the form is closed.", but=(), states=("Not Selected", "Withdrawn")
	),
)


class CSORuralPilot(RegionalDocument):
	closings = CLOSINGS

	def autoname(self) -> None:
		self.name = make_autoname(f"SDSQ-{getdate(today()).year}-.####")

	def set_region(self) -> None:
		self.region = self.village_region
		super().set_region()

	def before_insert(self) -> None:
		self.set("baseline", baseline.measure(self.village_region))

	def validate(self) -> None:
		super().validate()
		self.city_confirms = frappe.db.get_value("CSO Rural Pilot Batch", self.batch, "city_confirms")
		plan.check_village(self)
		plan.check_extension(self)
		scoring.compute(self)
		funds.compute(self)
		funds.check(self)
		stages.before_save(self)

	def on_update(self) -> None:
		stages.after_save(self)

	def publicity_closed(self, notice: object) -> None:
		"""Nobody objected with success."""
		if self.workflow_state != "Publicity":
			return
		if notice.result == "Objection Upheld":
			moves.advance(self.doctype, self.name, "Not Selected")
		else:
			moves.advance(self.doctype, self.name, "City Confirmation" if self.city_confirms else "Approved")
