from frappe.model.document import Document


class CSOCorrectionItem(Document):
	pass
