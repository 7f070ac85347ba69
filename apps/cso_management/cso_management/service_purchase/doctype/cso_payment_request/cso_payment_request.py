import frappe
from frappe.utils import getdate, today

from cso_management.process import moves, numbering
from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import contract, payment
from cso_management.service_purchase.accounting import booking


class CSOPaymentRequest(RegionalDocument):
	def autoname(self) -> None:
		self.set_region()
		self.name = numbering.of_county("ZF", self.region, getdate(today()).year)

	def set_region(self) -> None:
		if not self.region:
			payment.fill(self)
		super().set_region()

	def validate(self) -> None:
		payment.fill(self)
		super().validate()
		payment.check(self)
		if moves.entered(self, "Purchaser Check"):
			payment.check_condition(self)
		if moves.entered(self, "Paid"):
			payment.pay(self)

	def on_update(self) -> None:
		contract.refresh(self.contract)
		booking.request_moved(self)

	def after_delete(self) -> None:
		contract.refresh(self.contract)

	@frappe.whitelist(methods=["POST"])
	def book_again(self) -> None:
		"""Finance tries a booking in ERPNext again that waits or failed."""
		booking.try_again(self)
