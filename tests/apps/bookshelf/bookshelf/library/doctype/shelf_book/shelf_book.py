import frappe
from frappe.model.document import Document
from frappe.types import DF


class ShelfBook(Document):
    author: DF.Data | None
    title: DF.Data

    @property
    def label_text(self):
        return f"{self.title} / {self.author or '?'}"

    @frappe.whitelist()
    def shout(self, times=1):
        return self.title.upper() * int(times)
