from frappe.model.document import Document


class CSOFilingMaterial(Document):
	pass
