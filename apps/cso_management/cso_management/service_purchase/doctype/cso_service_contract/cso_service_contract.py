import frappe
from frappe.model.naming import make_autoname
from frappe.utils import getdate, today

from cso_management.process.regional import RegionalDocument
from cso_management.service_purchase import contract
from cso_management.service_purchase.accounting import booking


class CSOServiceContract(RegionalDocument):
	closings = contract.CLOSINGS

	def autoname(self) -> None:
		"""The contract number is given on approval; until then the draft has a number of its own."""
		self.name = make_autoname(f"HTCG-{getdate(today()).year}-.#####")

	def validate(self) -> None:
		super().validate()
		contract.compute(self)
		contract.check(self)
		contract.before_move(self)

	def on_update(self) -> None:
		contract.after_move(self)
		booking.contract_moved(self)

	@frappe.whitelist(methods=["POST"])
	def book_again(self) -> None:
		"""Finance tries a booking in ERPNext again that waits or failed."""
		booking.try_again(self)
