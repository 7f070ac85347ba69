from frappe.model.document import Document


class CSOActivityRegion(Document):
	pass
