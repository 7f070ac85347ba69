from frappe.model.document import Document


class ShelfSettings(Document):
    pass
