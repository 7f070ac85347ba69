from frappe.model.document import Document


class CSOFounder(Document):
	pass
