import frappe
from frappe.model.document import Document


class PaymentEntry(Document):
    """As there: only submitted invoices are paid, and no more than is still open."""

    def validate(self) -> None:
        for row in self.references:
            invoice = frappe.get_doc(row.reference_doctype, row.reference_name)
            if invoice.docstatus != 1:
                frappe.throw(f"{invoice.doctype} {invoice.name} must be submitted")
            if row.allocated_amount > invoice.outstanding_amount:
                frappe.throw("Allocated Amount cannot be greater than outstanding amount.")

    def on_submit(self) -> None:
        for row in self.references:
            invoice = frappe.get_doc(row.reference_doctype, row.reference_name)
            invoice.db_set("outstanding_amount", invoice.outstanding_amount - row.allocated_amount)
