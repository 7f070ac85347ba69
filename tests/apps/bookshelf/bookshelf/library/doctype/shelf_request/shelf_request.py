from frappe.model.document import Document


class ShelfRequest(Document):
    pass
