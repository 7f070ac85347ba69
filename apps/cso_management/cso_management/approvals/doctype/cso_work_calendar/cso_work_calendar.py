import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from ... import calendar


class CSOWorkCalendar(Document):
	def validate(self) -> None:
		self.check_days_are_of_this_year()
		self.check_no_day_twice()

	def on_update(self) -> None:
		calendar.forget()

	def after_delete(self) -> None:
		calendar.forget()

	def check_days_are_of_this_year(self) -> None:
		for row in self.days:
			if getdate(row.day).year != self.year:
				frappe.throw(_("Row {0}: {1} is not in the year {2}.").format(row.idx, row.day, self.year))

	def check_no_day_twice(self) -> None:
		seen = set()
		for row in self.days:
			if row.day in seen:
				frappe.throw(_("Row {0}: {1} is listed twice.").format(row.idx, row.day))
			seen.add(row.day)
