from frappe.model.document import Document


class CSOMember(Document):
	pass
