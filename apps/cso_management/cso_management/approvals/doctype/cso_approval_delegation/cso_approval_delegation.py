import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from cso_management.approvals.rules import delegation
from cso_management.permissions import roles


class CSOApprovalDelegation(Document):
	def validate(self) -> None:
		self.check_giver()
		self.check_people()
		if getdate(self.to_date) < getdate(self.from_date):
			frappe.throw(_("The delegation ends before it begins."))
		self.check_circle()

	def check_giver(self) -> None:
		"""Everybody gives away his own turn only; the administrator may enter it for somebody who is ill."""
		user = frappe.session.user
		is_manager = user == "Administrator" or roles.ADMINISTRATOR in frappe.get_roles(user)
		if self.from_user != user and not is_manager:
			frappe.throw(_("You can only delegate your own tasks."), frappe.PermissionError)

	def check_people(self) -> None:
		if self.from_user == self.to_user:
			frappe.throw(_("Choose somebody else as stand-in."))
		if not frappe.db.get_value("User", self.to_user, "enabled"):
			frappe.throw(_("The stand-in cannot sign in."))
		if self.to_user == "Administrator" or roles.ADMINISTRATOR in frappe.get_roles(self.to_user):
			frappe.throw(_("An administrator cannot stand in; he holds no approval right."))

	def check_circle(self) -> None:
		rows = frappe.get_all(
			self.doctype,
			filters={"disabled": 0, "name": ["!=", self.name or ""]},
			fields=["from_user", "to_user", "from_date", "to_date"],
			order_by="creation asc",
		)
		others = [
			delegation.Delegation(row.from_user, row.to_user, getdate(row.from_date), getdate(row.to_date))
			for row in rows
		]
		mine = delegation.Delegation(
			self.from_user, self.to_user, getdate(self.from_date), getdate(self.to_date)
		)
		if not self.disabled and delegation.makes_a_circle(mine, others):
			frappe.throw(_("This would lead in a circle: the stand-in's tasks come back to the giver."))
