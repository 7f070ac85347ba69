from frappe.model.document import Document


class ShelfLoanRow(Document):
    pass
