import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint


class CSOFilingSettings(Document):
	def validate(self) -> None:
		self.check_reminders()
		self.check_limits()

	def check_reminders(self) -> None:
		parts = str(self.reminder_days or "").replace("，", ",").split(",")
		if any(part.strip() and cint(part) < 1 for part in parts):
			frappe.throw(
				_("{0}: whole numbers with commas, such as 60,30,15.").format(
					_(self.meta.get_label("reminder_days"))
				)
			)

	def check_limits(self) -> None:
		states = [row.state for row in self.time_limits]
		for row in self.time_limits:
			if row.days < 1 or states.count(row.state) > 1:
				frappe.throw(
					_("{0}, row {1}: each state once, at least one day.").format(_("Time Limits"), row.idx)
				)
