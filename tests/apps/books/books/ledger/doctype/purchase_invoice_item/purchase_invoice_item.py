from frappe.model.document import Document


class PurchaseInvoiceItem(Document):
    pass
