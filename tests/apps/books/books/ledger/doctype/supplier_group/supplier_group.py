from frappe.model.document import Document


class SupplierGroup(Document):
    pass
