from frappe.model.document import Document


class ShelfGenre(Document):
    pass
