from frappe.model.document import Document


class CSOContact(Document):
	pass
