import frappe
from frappe.model.document import Document

KINDS = ("Shelf Book", "Shelf Genre", "Shelf Loan", "Shelf Place")


def row(name):
    return frappe._dict(doctype="Shelf Statistic", name=name, number=frappe.db.count(name))


class ShelfStatistic(Document):
    """Nothing is stored: each document counts another DocType."""

    def load_from_db(self):
        if self.name not in KINDS:
            frappe.throw("no such statistic", frappe.DoesNotExistError)
        super(Document, self).__init__(row(self.name))

    def db_insert(self, *args, **kwargs):
        frappe.throw("statistics are not written")

    def db_update(self, *args, **kwargs):
        frappe.throw("statistics are not written")

    def delete(self, *args, **kwargs):
        frappe.throw("statistics are not deleted")

    @staticmethod
    def get_list(args=None, **kwargs):
        return [row(name) for name in KINDS]

    @staticmethod
    def get_count(args=None, **kwargs):
        return len(KINDS)

    @staticmethod
    def get_stats(args=None, **kwargs):
        return {}
