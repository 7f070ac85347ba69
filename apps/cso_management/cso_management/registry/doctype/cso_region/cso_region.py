from frappe.model.document import Document


class CSORegion(Document):
	pass
