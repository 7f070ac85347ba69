from frappe.model.document import Document


class CSOTimeLimit(Document):
	pass
