import frappe
from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import contract as contracts
from cso_management.service_purchase import payment
from cso_management.service_purchase.accounting import booking

# What the sums of the contract are made of.
COUNTED = ("amount", "plan_row", "workflow_state")


class CSOPaymentRequest(RegionalDocument):
	closings = payment.CLOSINGS

	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("ZF", self.region, getdate(today()).year)

	def set_region(self) -> None:
		if not self.region:
			self.region = frappe.db.get_value(contracts.CONTRACT, self.contract, "region")
		super().set_region()

	def validate(self) -> None:
		contract = frappe.get_doc(contracts.CONTRACT, self.contract)
		payment.fill(self, contract)
		super().validate()
		payment.check(self, contract)
		if moves.entered(self, "Purchaser Check"):
			payment.check_condition(self, contract)
		if moves.entered(self, "Paid"):
			payment.pay(self)

	def on_update(self) -> None:
		if any(self.has_value_changed(field) for field in COUNTED):
			contracts.refresh(self.contract)
		booking.request_moved(self)

	def after_delete(self) -> None:
		contracts.refresh(self.contract)

	@frappe.whitelist(methods=["POST"])
	def book_again(self) -> None:
		"""Finance tries a booking in ERPNext again that waits or failed."""
		booking.try_again(self)
