from frappe.model.document import Document


class Account(Document):
    pass
