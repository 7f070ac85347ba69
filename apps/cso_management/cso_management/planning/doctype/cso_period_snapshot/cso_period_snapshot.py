import frappe
from frappe import _
from frappe.utils import getdate

from cso_management.permissions import roles
from cso_management.planning import snapshots
from cso_management.process import numbering
from cso_management.process.regional import RegionalDocument


class CSOPeriodSnapshot(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("TJ", self.region, getdate(self.first_day).year)

	def validate(self) -> None:
		super().validate()
		snapshots.keep_locked(self)
		snapshots.place(self)
		self.check_double()
		if self.is_new() or self.flags.take_again:
			snapshots.take(self)

	def check_double(self) -> None:
		same = {"region": self.region, "period_kind": self.period_kind, "first_day": self.first_day}
		other = frappe.db.get_value(self.doctype, {**same, "name": ["!=", self.name]}, "name")
		if other:
			frappe.throw(_("{0} is there already: {1}.").format(self.title, other))

	@frappe.whitelist(methods=["POST"])
	def take(self) -> None:
		"""Count again; only while it is not locked."""
		self.check_permission("write")
		self.flags.take_again = True
		self.save()

	@frappe.whitelist(methods=["POST"])
	def lock(self) -> None:
		"""The statistician puts the figures on record."""
		self.check_permission("write")
		if roles.STATISTICIAN not in frappe.get_roles():
			frappe.throw(_("Only the statistician locks a table."), frappe.PermissionError)
		self.locked, self.locked_by = 1, frappe.session.user
		self.save()

	def on_trash(self) -> None:
		if self.locked:
			frappe.throw(_("{0} is locked and is not changed any more.").format(self.title))
