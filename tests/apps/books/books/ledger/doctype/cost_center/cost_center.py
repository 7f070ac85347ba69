from frappe.model.document import Document


class CostCenter(Document):
    pass
