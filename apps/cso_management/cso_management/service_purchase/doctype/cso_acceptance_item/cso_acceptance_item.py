from frappe.model.document import Document


class CSOAcceptanceItem(Document):
	pass
