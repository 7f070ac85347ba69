from frappe.model.document import Document


class CSOCategory(Document):
	pass
