import frappe
from frappe.model.document import Document


class PurchaseInvoice(Document):
    """As there: the server computes the total, and books nothing on an account that is closed."""

    def validate(self) -> None:
        if frappe.db.get_value("Account", self.credit_to, "account_type") != "Payable":
            frappe.throw("Credit To account must be a Payable account")
        for row in self.items:
            row.amount = row.qty * row.rate
        if frappe.db.get_value("Account", self.items[0].expense_account, "disabled"):
            frappe.throw(f"Account <b>{self.items[0].expense_account}</b> is disabled")
        self.grand_total = sum(row.amount for row in self.items) - (self.discount_amount or 0)
        self.outstanding_amount = self.grand_total
