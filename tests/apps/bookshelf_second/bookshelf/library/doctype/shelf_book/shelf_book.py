from frappe.model.document import Document


class ShelfBook(Document):
    @property
    def label_text(self):
        return f"{self.shelf_mark}: {self.title}"
