from frappe.model.document import Document


class CSOProjectRegion(Document):
	pass
