from frappe.model.document import Document


class CSOServiceObject(Document):
	pass
