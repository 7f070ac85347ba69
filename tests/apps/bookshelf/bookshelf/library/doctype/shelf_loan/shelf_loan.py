import frappe
from frappe import _
from frappe.model.document import Document


class ShelfLoan(Document):
    def validate(self):
        names = [row.book for row in self.books]
        if len(names) != len(set(names)):
            frappe.throw(_("The same book twice"))

    def on_submit(self):
        for row in self.books:
            frappe.db.set_value("Shelf Book", row.book, "remark", f"lent to {self.reader}")

    def on_cancel(self):
        for row in self.books:
            frappe.db.set_value("Shelf Book", row.book, "remark", "")
